// A server as the staff's page sees it: runs before the page's own scripts, in place of the desk's API. Who waits is what the test has put into
// the address: ?waiting=nobody, some, or refused to whoever has not the role; to all others it is shut. With ?call=talking, risk, wrapup or danger
// there is a hotline, too, over a line of its own (docs/hotline.md); with &leads=busy or quiet whoever looks leads the shift.
// &consult=asked or answered is what an agent has asked an expert,
// &consult=expert is an expert's own desk. All people, words and numbers are made up.
;(() => {
  const handoff = (id, state, minute, about = {}) => ({
    id, state, channel: 'web', askedAt: `2026-11-23T08:${minute}:00Z`, waitedSeconds: 300 - 60 * Number(minute), phone: null, ...about,
  })
  const handoffs = [
    handoff('h-3f7a', 'waiting', '01'),
    handoff('h-90c2', 'waiting', '04', { channel: 'kiosk' }),
    handoff('h-b15e', 'callback', '00', { channel: 'wechat', phone: '13800000000' }),
    handoff('h-77d1', 'taken', '02'),
    handoff('h-e4a8', 'taken', '03', { channel: 'wechat', mine: true }),
  ]
  const turns = [
    {
      id: 't-1', at: '2026-11-23T08:00:00Z', said: '户口本丢了，网上能补吗？', act: 'answer', matterName: '居民户口簿补领',
      replied: '可以网上办。打开浙里办搜“户口簿补领”，网上申请、邮寄到家，全程不用跑。',
    },
    { id: 't-2', at: '2026-11-23T08:01:00Z', said: '我是集体户口，也能这样办吗？', act: 'handoff', matterName: null, replied: '这件事请人工坐席帮您看。' },
  ]
  const messages = [
    { seq: 1, from: 'agent', text: '您好，我是人工坐席。您的集体户口在单位还是在人才市场？', at: '2026-11-23T08:03:00Z' },
    { seq: 2, from: 'citizen', text: '在单位。', at: '2026-11-23T08:04:00Z' },
    { seq: 3, from: 'citizen', text: '户口专管员说要本人去派出所，是真的吗？', at: '2026-11-23T08:04:00Z' },
  ]
  const json = (body, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }))

  const search = new URLSearchParams(location.search) // as it was when the page was opened; its own screens have none
  const asked = (name) => search.get(name)

  const agent = { id: 'a-1', name: '1024', displayName: '坐席一号' }
  const utterances = [
    ['agent', '您好市民热线请问有什么可以帮您'],
    ['caller', '哎你好我想问一下那个我身份证丢了'],
    ['caller', '就是要怎么补办呀'],
    ['agent', '请问您户口在本地吗'],
    ['caller', '不在不在我是外地的有居住证'],
    ['caller', '那我要带些什么东西呢能不能叫我老公去办'],
  ].map(([speaker, text], i, all) => ({ utteranceId: `u${i + 1}`, speaker, text, final: i + 1 < all.length || asked('call') !== 'talking', startMs: 2000 + 6000 * i, endMs: 7000 + 6000 * i }))
  const card = (id, kind, title, spoken, about) => ({
    id, callId: 'c1', kind, title, spoken, basedOn: ['u2', 'u3'], detail: '', citations: [], materials: [], choices: [], score: 0.9, supersedes: [],
    matter: 'idcard-replace', aspect: 'how', expires: '2026-11-23T08:07:30Z', ...about,
  })
  const answer = card('s1', 'answer', '居民身份证补领', '可以在这里补，不用回老家。您本人带上居住证，到就近的派出所办证窗口，当场拍照、按指纹。', {
    detail: '凡持有本市居住证的外省户籍居民，可在居住地任一户籍派出所办理，不得委托他人代办。',
    citations: [{ title: '居民身份证法', article: '第十一条' }],
    materials: [{ id: 'm1', name: '居住证', required: true, reason: '外地户口在这里补，要看居住证' }, { id: 'm2', name: '户口簿', required: false, reason: '有就带上' }],
  })
  const cards = {
    talking: [answer, card('s2', 'ask', '能不能代办', '请问是您本人去，还是想请家里人代办？', { basedOn: ['u6'], choices: [{ id: 'self', label: '本人去' }, { id: 'proxy', label: '请人代办' }] })],
    risk: [answer, card('s3', 'risk', '可能是诈骗', '先别转钱，也别点链接，请马上打 96110 核实。', { basedOn: ['u5'] })],
  }
  const notice = {
    matter: 'idcard-replace', title: '居民身份证补领', link: 'https://ask.example.gov.cn/n/q3Zk0yV8sT1mXw7RbLcE5A', text: '…', madeAt: '2026-11-23T08:05:00Z', lastDay: '2026-11-30', sms: 'none',
  }
  const draft = {
    type: 'consultation', matter: 'idcard-replace', matterName: '居民身份证补领', district: '330113', department: '市公安局', title: '咨询外地户口身份证补领',
    content: '身份证丢失，咨询如何补办\n户口在外省，持有本市居住证', acceptable: asked('call') !== 'danger',
  }
  const call = () => ({
    callId: 'c1', state: ['wrapup', 'danger'].includes(asked('call')) ? 'wrapup' : 'talking', agent, phoneMasked: '138****5678', district: '330113', startedAt: '2026-11-23T08:04:20Z',
    endedAt: ['wrapup', 'danger'].includes(asked('call')) ? '2026-11-23T08:04:58Z' : null, earlierCalls: 2, utterances, suggestions: cards[asked('call')] ?? [], faults: asked('call') === 'risk' ? 3 : 0, asr: asked('call') === 'risk' ? 'lost' : 'ok',
  })
  const another = { ...call(), callId: 'c2', state: 'ringing', agent: null, phoneMasked: '159****0021', startedAt: '2026-11-23T08:04:52Z', endedAt: null, utterances: [utterances[1]], suggestions: [], earlierCalls: 0 }
  const colleagues = [{ id: 'a-1', displayName: '坐席一号', state: 'ready' }, { id: 'a-2', displayName: '坐席二号', state: 'away' }]
  const expert = { id: 'e-1', displayName: '专员一号' }
  const consult = (about) => ({
    id: 'k1', version: 1, state: 'waiting', callId: 'c1', matter: 'idcard-replace', matterName: '居民身份证补领', department: '公安派出所户籍窗口',
    question: '外省户口、持本市居住证的，能请丈夫代办补领吗？', words: ['不在不在我是外地的有居住证', '那我要带些什么东西呢能不能叫我老公去办'], askedBy: { id: agent.id, displayName: agent.displayName },
    askedAt: '2026-11-23T08:04:10Z', expires: '2026-11-23T08:34:10Z', seen: false, messages: [], experts: [], published: answer.detail, phone: { number: '12345', label: '政务服务便民热线' }, ...about,
  })
  const said = (seq, by, text) => ({ seq, by, text, at: '2026-11-23T08:04:40Z' })
  const consults = {
    asked: [consult()],
    answered: [consult({ state: 'answered', takenBy: expert, messages: [said(1, expert.id, '不能代办：要本人到场按指纹。带上居住证，就近的派出所都可以。')] })],
    expert: [
      consult({ id: 'k2', state: 'taken', takenBy: expert, experts: [{ id: 'e-2', displayName: '专员二号' }], messages: [said(1, expert.id, '他的居住证还在有效期内吗？'), said(2, agent.id, '在，明年到期。')] }),
      consult({ id: 'k3', callId: null, matterName: '居民户口簿补领', question: '集体户口的户口簿丢了，单位不肯盖章怎么办？', words: [], published: null, askedAt: '2026-11-23T08:03:00Z' }),
    ],
  }
  const answers = {
    'consult.whom': () => [{ type: 'consult.whom', matter: 'idcard-replace', matterName: '居民身份证补领', department: '公安派出所户籍窗口', experts: [], phone: { number: '12345', label: '政务服务便民热线' } }],
    hello: () => [
      asked('consult') === 'expert'
        ? { type: 'ready', agent: { ...agent, ...expert }, state: 'ready', calls: [], waiting: 0, colleagues, consults: consults.expert, departments: ['公安派出所户籍窗口'] }
        : { type: 'ready', agent, supervisor: asked('leads') !== null, state: 'ready', calls: [call(), another], waiting: 2, colleagues, consults: consults[asked('consult')] ?? [] },
      ...(asked('call') === 'talking' || asked('consult') === 'expert' ? [] : [{ type: 'summary', callId: 'c1', draft, evidence: { type: ['u2'], matter: ['u2', 'u3'], 'content.0': ['u2'], 'content.1': ['u5'] } }]),
    ],
    ask: ({ ask }) => [{ type: 'found', ask, suggestions: [{ ...answer, id: 'f1', callId: null, title: '居民户口簿补领', spoken: '可以网上办，邮寄到家。', expires: null }] }],
    'summary.confirm': ({ callId }) => [{ type: 'confirmed', callId, order: 'GD20261123-000007' }],
  }
  const order = (n, title, stateName, about) => ({
    orderNo: `GD20261123-00000${n}`, version: 3, state: 'processing', stateName, receivedAt: '2026-11-23T07:00:00Z', title, content: '路口的灯不亮，已经三天\n希望尽快修好', appealTypeName: '求助', urgency: 'normal',
    overdue: false, mine: true, confidential: false, agentName: '坐席一号', callerName: '王**', callerPhone: '159****0021', incidentAddress: '城西路', district: '330113', department: '城管局', dueAt: '2026-11-23T12:30:00Z', ...about,
  })
  const orders = [
    order(1, '路口路灯不亮', '办理中'),
    order(2, '夜间施工扰民', '已派单', { state: 'dispatched', overdue: true, urgency: 'urgent', mine: false, dueAt: '2026-11-21T08:00:00Z' }),
    order(3, '咨询外地户口身份证补领', '已办结', { state: 'closed', dueAt: null, itemName: '居民身份证补领' }),
    order(4, '公交站牌歪了', '待派单', { state: 'awaiting', dueAt: '2026-11-27T08:00:00Z' }),
  ]
  const ordersAt = (path) =>
    path === '' || path.startsWith('?')
      ? json({ items: orders })
      : json({
          order: orders.find(({ orderNo }) => path === `/${orderNo}`), linked: [], reopened: null,
          steps: [{ seq: 1, at: '2026-11-23T07:00:00Z', byName: '坐席一号', stepName: '登记' }, { seq: 2, at: '2026-11-23T07:30:00Z', byName: '坐席二号', stepName: '延期', reason: '配件要从外地调' }],
          moves: [{ step: 'answer', name: '答复', needs: 'result' }, { step: 'extend', name: '延期', needs: 'reason-and-time' }],
          duplicates: [{ order: orders[3], score: 0.8, reasons: ['内容相近', '地点相同'] }],
        })

  const row = (callId, minute, about) => ({
    callId, state: 'closed', startedAt: `2026-11-23T07:${minute}:00Z`, endedAt: `2026-11-23T07:${minute}:59Z`, reason: 'hangup', agent: 'a-1', agentName: '坐席一号', district: '330113', phoneMasked: '138****5678',
    earlierCalls: 0, faults: 0, answered: true, orderNo: null, reviewedAt: null, failed: null, ...about,
  })
  const rows = [
    row('c9', '50', { orderNo: 'GD20261123-000003' }),
    row('c8', '41', { agentName: '坐席二号', phoneMasked: '159****0021', answered: false }),
    row('c7', '20', { reviewedAt: '2026-11-23T08:00:00Z', failed: 2 }),
    row('c6', '02', { agentName: '坐席二号', phoneMasked: null, reviewedAt: '2026-11-23T07:30:00Z', failed: 0 }),
  ]
  const point = (id, name, how, automatic, found) => ({ id, name, how, mark: null, remark: null, automatic: automatic ?? null, ...found })
  const points = [
    point('opening', '开头语', '接通后先问好，报出热线', { mark: 'yes', utterances: ['u1'], card: null }, asked('leads') ? {} : { mark: 'yes' }),
    point('place', '核实身份和属地', '问清是哪里的户口、在哪个区、是不是本人；与办事无关的不问', { mark: 'yes', utterances: ['u4'], card: null }, asked('leads') ? {} : { mark: 'yes' }),
    point('basis', '答复依据口径', '照审核过的口径答；口径里没有的，说明会转给部门核实', { mark: 'yes', utterances: [], card: 's1' }, asked('leads') ? {} : { mark: 'no', remark: '材料少说了一样' }),
    point('closing', '结束语', '问一句还有没有别的事，再道别', null, asked('leads') ? {} : { mark: 'na' }),
  ]
  const checklist = asked('leads')
    ? { callId: 'c9', version: 0, mayReview: true, reviewer: null, reviewedAt: null, remark: null, points }
    : { callId: 'c9', version: 1, mayReview: false, reviewer: '值班长', reviewedAt: '2026-11-23T08:00:00Z', remark: '总体不错，材料要一次说全。', points }
  const looked = () => ({
    call: { ...call(), callId: 'c9', state: 'closed', endedAt: '2026-11-23T08:04:58Z' }, utterances: utterances.map((one) => ({ ...one, final: true })), orderNo: 'GD20261123-000003',
    cards: [
      { card: answer, shownAt: '2026-11-23T08:04:30Z', why: null, feedback: [{ agent: 'a-1', action: 'edited', displayedMs: 900, finalText: '带上居住证，到就近的派出所就能补。', edits: 14 }] },
      { card: cards.talking[1], shownAt: '2026-11-23T08:04:40Z', why: 'superseded', feedback: [] },
      { card: cards.risk[1], shownAt: '2026-11-23T08:04:50Z', why: 'ended', feedback: [{ agent: 'a-1', action: 'rejected', displayedMs: 900 }] },
    ],
  })
  const callsAt = (path) => (path === '' || path.startsWith('?') ? json({ items: rows, agents: colleagues }) : path.endsWith('/checklist') ? json(checklist) : json(looked()))

  const span = (calls, median, rate) => ({
    calls, taken: calls - 3, unanswered: Math.round(calls / 20), handling: { calls, median, p90: 2 * median }, untilTaken: { calls, median: 6, p90: 41 },
    cards: { shown: 2 * calls, adopted: calls, edited: 12, copied: 9, rejected: 4, rate, edits: 118 },
  })
  const needs = ['居民身份证补领', '居民户口簿补领', '居住证签注', '新生儿落户', '城乡居民医保参保', '公积金提取', '不动产登记', '老年人优待证', '养老金资格认证', '出生医学证明']
  const board = () => ({
    at: '2026-11-23T08:05:00Z',
    now: {
      open: 7, waiting: 2, longestWait: 95, handoffs: 1, longestHandoff: 30,
      agents: ['一', '二', '三', '四', '五', '六'].map((n, i) => ({
        id: `a-${i}`, displayName: `坐席${n}号`, state: i === 4 ? 'away' : 'ready',
        calls: i < 4 ? [{ callId: `c${i}`, state: i === 3 ? 'wrapup' : 'talking', startedAt: `2026-11-23T08:0${i}:00Z` }] : [],
      })),
    },
    today: span(128, 245, 0.71), lastHour: span(21, 190, 0.66),
    hours: [0, 0, 0, 0, 0, 0, 0, 2, 14, 26, 30, 18, 6, 10, 12, 9, 1].map((calls, hour) => ({ hour, calls })),
    needs: needs.map((name, i) => ({ matter: `m${i}`, name, calls: 24 - 2 * i, adopted: 18 - 2 * i > 0 ? 18 - 2 * i : 0, hours: [{ hour: 8, calls: 4 }, { hour: 9, calls: 12 - 2 * i > 0 ? 12 - 2 * i : 1 }, { hour: 10, calls: 7 }] })),
    alerts: [
      { of: 'calls', matter: 'm0', name: '居民身份证补领', district: '330113', count: 12, usual: 2.4, withinMinutes: 120, lastAt: '2026-11-23T08:04:00Z' },
      { of: 'orders', matter: 'm9', name: '路灯照明', district: '330106', count: 5, usual: null, withinMinutes: 120, lastAt: '2026-11-23T08:02:00Z' },
    ],
  })
  const none = { ...span(3, null, null), calls: 0, taken: 0, unanswered: 0, handling: { calls: 0, median: null, p90: null }, untilTaken: { calls: 0, median: null, p90: null }, cards: { shown: 0, adopted: 0, edited: 0, copied: 0, rejected: 0, rate: null, edits: 0 } }
  const quiet = () => ({ ...board(), now: { open: 0, waiting: 0, longestWait: null, handoffs: 0, longestHandoff: null, agents: [] }, today: none, lastHour: none, hours: [{ hour: 0, calls: 0 }], needs: [], alerts: [] })

  window.WebSocket = class {
    readyState = 1

    constructor() {
      setTimeout(() => this.onopen())
      // for tests that say something more
      window.tell = (frame) => this.onmessage({ data: JSON.stringify(frame) })
      window.card = answer
    }

    send(text) {
      const words = JSON.parse(text)
      for (const frame of answers[words.type]?.(words) ?? []) setTimeout(() => this.onmessage({ data: JSON.stringify(frame) }))
    }

    close() {}
  }

  window.fetch = (address) => {
    const path = String(address).replace('/api/v1/desk/handoffs', '')
    const waiting = asked('waiting')
    if (path === '/api/staff/v1/session' && asked('consult') === 'expert') return json({ stage: 'open', account: { roles: ['expert'] } })
    if (path === '/api/staff/v1/session' || !waiting) return json({}, 401)
    if (path === '' && asked('consult') === 'expert') return json({}, 403)
    if (waiting === 'refused') return json({}, 403)
    if (path.startsWith('/api/v1/desk/orders')) return ordersAt(path.replace('/api/v1/desk/orders', ''))
    if (path === '/api/v1/desk/board') return asked('leads') ? json(asked('leads') === 'busy' ? board() : quiet()) : json({}, 403)
    if (/^\/api\/v1\/desk\/calls($|[?]|\/c9)/.test(path)) return callsAt(path.replace('/api/v1/desk/calls', ''))
    if (path === '/api/v1/desk/ticket') return asked('call') ? json({ ticket: 'ticket', expiresIn: 30 }) : json({}, 404)
    if (path.endsWith('/notice')) return json(notice)
    if (path === '') return json({ items: waiting === 'some' ? handoffs : [] })
    const found = handoffs.find(({ id }) => path === `/${id}`)
    return found ? json({ handoff: found, turns, messages: found.state === 'taken' ? messages : [] }) : json({}, 404)
  }
})()
