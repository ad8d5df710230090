// A server as the staff's page sees it: runs before the page's own scripts, in place of the desk's API. Who waits is what the test has put into
// the address: ?waiting=nobody, some, or refused to whoever has not the role; to all others it is shut. All people, words and numbers are made up.
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

  window.fetch = (address) => {
    const path = String(address).replace('/api/v1/desk/handoffs', '')
    const waiting = new URLSearchParams(location.search).get('waiting')
    if (path === '/api/staff/v1/session' || !waiting) return json({}, 401)
    if (waiting === 'refused') return json({}, 403)
    if (path === '') return json({ items: waiting === 'some' ? handoffs : [] })
    const found = handoffs.find(({ id }) => path === `/${id}`)
    return found ? json({ handoff: found, turns, messages: found.state === 'taken' ? messages : [] }) : json({}, 404)
  }
})()
