// A server that says what a test of the page's looks wants to see: runs before the page's own scripts, in place of the chat API.
;(() => {
  const reply = (about) => ({
    act: 'answer', matter: 'huji-hukoubu-reissue', aspect: 'materials', confidence: 0.97, candidates: [], choices: [], text: '', blocks: [],
    verdict: null, materials: [], sources: [], template: 't', release: 'r-9ec97087188d', guide: null, conversation: 'c', turn: 't-1', ...about,
  })
  const text = (words) => ({ type: 'text', text: words })

  const replies = {
    全部内容: reply({
      text: '可以网上办。打开浙里办搜“户口簿补领”，网上申请、邮寄到家，全程不用跑。办理时限以窗口答复为准。',
      verdict: 'yes',
      guide: '/guide/abc-_1',
      blocks: [
        text('可以网上办。打开浙里办搜“户口簿补领”，网上申请、邮寄到家，全程不用跑；急着用的话，去派出所窗口或自助机，当场就能打印。\n\n办理时限以窗口答复为准。'),
        { type: 'link', title: '浙里办（浙江政务服务网）', url: 'https://www.zjzwfw.gov.cn/', note: '搜“户口簿补领”' },
        {
          type: 'checklist', title: '要准备的材料',
          items: [
            { id: 'id', label: '户主或户内成年成员的居民身份证', required: true, note: '原件，核验后当场退回' },
            { id: 'old', label: '旧户口簿', required: true, note: '破损、写满换新的要交回' },
            { id: 'lost', label: '遗失声明', required: false, note: '丢了的才要，窗口或网上填，不用登报' },
          ],
        },
        {
          type: 'steps', title: '怎么办',
          items: [
            { text: '登录浙里办，搜“户口簿补领”，填申请', where: '网上' },
            { text: '等民警审核，一般当天有结果' },
            { text: '收快递，或者到派出所取', where: '派出所户籍窗口' },
          ],
        },
        { type: 'list', title: '特殊情形', items: [{ title: '户主不在本地', text: '户内成年成员也能办。' }, { text: '集体户口找单位的户口专管员。' }] },
        { type: 'phone', label: '政务服务热线', number: '12345' },
        { type: 'media', kind: 'image', title: '户口簿长什么样', url: '/favicon.svg' },
        { type: 'media', kind: 'video', title: '办理演示', url: 'https://www.zjzwfw.gov.cn/demo.mp4' },
        { type: 'media', kind: 'document', title: '申请表（空白）', url: '/form.pdf' },
        { type: 'choices', items: [{ id: 'fee', label: '补办户口本要多少钱？' }, { id: 'time', label: '补办户口本多久办好？' }, { id: 'where', label: '补办户口本去哪儿办？' }] },
      ],
      sources: [
        { title: '中华人民共和国户口登记条例', article: '第四条' },
        { title: '浙江政务服务网办事指南', url: 'https://www.zjzwfw.gov.cn/guide' },
      ],
    }),
    要问一句: reply({
      act: 'clarify', text: '您要办哪一件？',
      blocks: [text('您要办哪一件？')],
      choices: [
        { id: 'a', label: '身份证到期换领' },
        { id: 'b', label: '身份证丢失补领' },
        { id: 'c', label: '异地办理身份证' },
      ],
    }),
    出事了: reply({ act: 'emergency', text: '请马上拨打110。先躲到安全的地方。', blocks: [text('先躲到安全的地方，再报警。'), { type: 'phone', label: '报警', number: '110' }] }),
    不行: reply({ text: '不可以代办，要本人到场。', verdict: 'no', blocks: [text('不可以代办，要本人到场采集指纹。')], sources: [{ title: '居民身份证法', article: '第三条' }] }),
    看情况: reply({ text: '看情况：满16岁要本人到场。', verdict: 'depends', blocks: [text('看情况：满 16 岁要本人到场，不满 16 岁由监护人陪着去。')] }),
    找人工: reply({ act: 'handoff', text: '这件事请人工坐席帮您看。', blocks: [text('这件事请人工坐席帮您看。')] }),
  }
  const json = (body, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })
  const failures = {
    没信号: () => Promise.reject(new TypeError('failed to fetch')),
    太快了: () => Promise.resolve(json({}, 429, { 'Retry-After': '20' })),
    收不了: () => Promise.resolve(json({}, 400)),
    慢慢来: () => new Promise(() => undefined),
  }

  // what becomes of a wish for a person is what the test has put into window.desk
  const handoff = (path, body) => {
    if (path.includes('after=0') && window.desk === 'taken')
      return json({ state: 'taken', messages: [{ seq: 1, from: 'agent', text: '您好，我是人工坐席。您的户口本是丢了还是写满了？', at: '2026-11-23T08:00:00Z' }] })
    if (path.includes('after=')) return new Promise(() => undefined)
    if (!path.endsWith('/handoffs')) return new Response(null, { status: 204 })
    if (window.desk === 'closed') return json(body.callback ? { id: 'h-1', state: 'callback' } : { state: 'callback' }, 201)
    if (window.desk) return json({ id: 'h-1', state: 'waiting', position: 2, waitSeconds: 150 }, 201)
    return json({}, 404)
  }

  const real = window.fetch.bind(window)
  window.sent = []
  window.fetch = async (address, options = {}) => {
    const path = String(address)
    if (!path.startsWith('/api/')) return real(address, options)
    const body = options.body ? JSON.parse(options.body) : undefined
    window.sent.push({ method: options.method ?? 'GET', path, body })
    if (path === '/api/v1/chat') return failures[body.text]?.() ?? json(replies[body.text] ?? replies.看情况)
    if (path === '/api/v1/feedback' || path === '/api/v1/ratings') return new Response(null, { status: 204 })
    if (path.startsWith('/api/v1/handoffs')) return handoff(path, body)
    return json({}, 404)
  }
})()
