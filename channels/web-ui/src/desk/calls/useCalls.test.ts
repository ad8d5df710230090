import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { call, card, draft, fakeLine, me, ready, utterance } from './calls.fixture'
import { useCalls } from './useCalls'

const START = Date.parse('2026-11-23T08:00:10Z')
const scopes: { stop: () => void }[] = []
beforeEach(() => {
  vi.useFakeTimers({ now: START })
})
afterEach(() => {
  for (const scope of scopes.splice(0)) scope.stop()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

async function setUp(frame: object = ready(), whole?: object) {
  const server = fakeLine()
  server.whole = whole
  const onCall = vi.fn()
  const onCard = vi.fn()
  const now = shallowRef(START)
  const scope = effectScope(true)
  scopes.push(scope)
  const calls = scope.run(() => useCalls({ now, onShutOut: vi.fn(), onCall, onCard, fetch: server.fetch, connect: server.connect }))
  if (!calls) throw new Error('the scope did not run')
  calls.line.start()
  await pass(0)
  server.now().open()
  server.say(frame)
  const first = () => {
    const one = calls.mine.value[0]
    if (!one) throw new Error('no call of mine')
    return one
  }
  const cards = () => first().deck.value.map((one) => one?.id)
  const cardAt = (place: number) => {
    const one = first().deck.value[place]
    if (!one) throw new Error('no card there')
    return one
  }
  return { calls, server, onCall, onCard, now, first, cards, cardAt }
}

describe('calls', () => {
  it('are mine, or nobody\'s, and go when they are closed or a colleague takes them', async () => {
    const { calls, server, onCall } = await setUp(ready([call(), call({ callId: 'c2', agent: undefined, state: 'ringing' })]))
    expect(calls.mine.value.map(({ id }) => id)).toEqual(['c1'])
    expect(calls.unassigned.value.map(({ id }) => id)).toEqual(['c2'])
    expect(onCall).toHaveBeenCalledOnce()

    const [waiting] = calls.unassigned.value
    if (waiting) calls.take(waiting)
    expect(server.told()).toEqual([{ type: 'take', callId: 'c2' }])
    server.say({ type: 'call', ...call({ callId: 'c2', agent: { ...me, id: 'a-2' } }) })
    expect(calls.unassigned.value).toEqual([])
    server.say({ type: 'call', ...call({ state: 'closed' }) })
    expect(calls.mine.value).toEqual([])
  })

  it('hear what is said, and how well', async () => {
    const { server, first } = await setUp()
    server.say({ type: 'transcript', callId: 'c1', ...utterance(3, { text: '我身份', final: false }) })
    server.say({ type: 'transcript', callId: 'c1', ...utterance(3, { text: '我身份证丢了' }) })
    expect([...first().transcript.order.value]).toEqual(['u1', 'u2', 'u3'])
    expect(first().transcript.lines.get('u3')?.text).toBe('我身份证丢了')
    server.say({ type: 'asr.status', callId: 'c1', status: 'lost', faults: 3 })
    expect(first().facts.value).toMatchObject({ asr: 'lost', faults: 3, state: 'talking' })
    server.say({ type: 'transcript', callId: 'elsewhere', ...utterance(9) })
  })

  it('are all there again after a broken line, with what the agent did meanwhile', async () => {
    const { calls, server, first, cards, cardAt } = await setUp(ready([call({ suggestions: [card('s1'), card('s2')] })]))
    calls.judge(cardAt(0), 'adopted')
    server.say({ type: 'transcript', callId: 'c1', ...utterance(3, { final: false }) })
    server.say({ type: 'summary', callId: 'c1', draft, evidence: {} })
    calls.rewrite(first(), { title: '改过的标题' })
    server.now().drop()
    calls.judge(cardAt(1), 'rejected') // nobody hears it yet
    expect(server.told()).toHaveLength(1)
    await pass(1000)
    server.now().open()
    server.say(ready([call({ utterances: [utterance(1), utterance(5)], suggestions: [card('s1'), card('s2'), card('s3')] })]))
    expect([...first().transcript.order.value]).toEqual(['u1', 'u2', 'u5']) // what was said is told from its end on; what was half said and is not told any more was not
    expect(cards()).toEqual(['s3', undefined, undefined])
    expect(first().said.value.map(({ text }) => text)).toEqual(['可以这样说 s1'])
    expect(first().edits.value).toEqual({ title: '改过的标题' })
    expect(server.told().map((words) => words.type === 'suggestion.feedback' && words.action)).toEqual(['adopted', 'rejected'])
  })
})

describe('cards', () => {
  it('come, are superseded, withdrawn and over', async () => {
    const { server, cards, onCard, now } = await setUp()
    server.say({ type: 'suggestion', ...card('s1', { expires: '2026-11-23T08:01:00Z' }) })
    server.say({ type: 'suggestion', ...card('s2') })
    server.say({ type: 'suggestion', ...card('s2', { spoken: '还是这张' }) })
    expect(onCard).toHaveBeenCalledTimes(2)
    server.say({ type: 'suggestion', ...card('s3', { supersedes: ['s2'] }) })
    expect(cards()).toEqual(['s1', 's3', undefined])
    server.say({ type: 'withdrawn', callId: 'c1', ids: ['s3'], why: 'ended' })
    expect(cards()).toEqual(['s1', undefined, undefined])
    now.value = Date.parse('2026-11-23T08:01:30Z')
    await pass(0)
    expect(cards()).toEqual([undefined, undefined, undefined])
  })

  it('of two calls may have the same id', async () => {
    const { calls, server, cardAt } = await setUp(ready([call({ suggestions: [card('s1')] }), call({ callId: 'c2', startedAt: '2026-11-23T08:00:05Z' })]))
    calls.judge(cardAt(0), 'rejected')
    server.say({ type: 'suggestion', ...card('s1', { callId: 'c2' }) })
    expect(calls.mine.value[1]?.deck.value[0]?.id).toBe('s1')
  })

  it('are told what became of them, and how long they were seen', async () => {
    const { calls, server, first, cards, cardAt } = await setUp(ready([call({ suggestions: [card('s1'), card('s2'), card('s3')] })]))
    await pass(2500)
    calls.judge(cardAt(2), 'copied')
    calls.judge(cardAt(0), 'adopted')
    calls.judge(cardAt(1), 'edited', '换个说法')
    expect(server.told()).toEqual([
      { type: 'suggestion.feedback', id: 's3', callId: 'c1', displayedMs: 2500, action: 'copied' },
      { type: 'suggestion.feedback', id: 's1', callId: 'c1', displayedMs: 2500, action: 'adopted' },
      { type: 'suggestion.feedback', id: 's2', callId: 'c1', displayedMs: 2500, action: 'edited', finalText: '换个说法' },
    ])
    expect(cards()).toEqual([undefined, undefined, 's3'])
    expect(first().said.value.map(({ text }) => text)).toEqual(['换个说法', '可以这样说 s1'])
  })

  it('are answered by a choice, which is heard as the caller\'s', async () => {
    const { calls, server, cards, cardAt } = await setUp(
      ready([call({ suggestions: [card('s1', { kind: 'ask', matter: 'm', aspect: 'proxy', choices: [{ id: 'self', label: '本人' }] }), card('s2', { kind: 'item', choices: [{ id: 'x', label: '居住证签注', matter: 'permit', aspect: 'how' }] })] })]),
    )
    const [first, second] = [cardAt(0), cardAt(1)]
    if (first.choices[0]) calls.choose(first, first.choices[0])
    if (second.choices[0]) calls.choose(second, second.choices[0])
    expect(server.told()).toEqual([
      { type: 'option', callId: 'c1', matter: 'm', aspect: 'proxy', choice: 'self' },
      { type: 'option', callId: 'c1', matter: 'permit', aspect: 'how', choice: 'x' },
    ])
    expect(cards()).toEqual([undefined, undefined, undefined])
  })

  it('bring the materials of the matter, which stay to be read', async () => {
    const { calls, server, first } = await setUp()
    const materials = [{ id: 'm1', name: '居住证', required: true, reason: '外地户口' }]
    server.say({ type: 'suggestion', ...card('s1', { matter: 'idcard', materials }) })
    calls.readOut(first(), ['m1'])
    server.say({ type: 'withdrawn', callId: 'c1', ids: ['s1'] })
    server.say({ type: 'suggestion', ...card('s2', { matter: 'idcard', materials }) })
    expect(first().reading.value).toMatchObject({ matter: 'idcard', materials })
    expect([...first().read.value]).toEqual(['m1'])
    server.say({ type: 'suggestion', ...card('s3', { matter: 'other', materials }) })
    expect(first().read.value.size).toBe(0)
  })
})

describe('a search at hand', () => {
  it('shows what the last question found', async () => {
    const { calls, server } = await setUp()
    calls.ask('户口', 'c1')
    calls.ask('户口本丢了')
    expect(server.told()).toEqual([
      { type: 'ask', ask: 1, text: '户口', callId: 'c1' },
      { type: 'ask', ask: 2, text: '户口本丢了' },
    ])
    server.say({ type: 'found', ask: 1, suggestions: [card('f1')] })
    expect(calls.found.value?.cards).toBeUndefined()
    server.say({ type: 'found', ask: 2, suggestions: [1, 2, 3, 4].map((n) => card(`f${n}`, { callId: null })) })
    expect(calls.found.value?.cards?.map(({ id }) => id)).toEqual(['f1', 'f2', 'f3'])
    const adopted = calls.found.value?.cards?.[0]
    if (adopted) calls.judge(adopted, 'adopted')
    expect(calls.found.value?.cards?.map(({ id }) => id)).toEqual(['f2', 'f3'])
    expect(server.told()).toHaveLength(2) // outside of a call nobody counts it
    calls.ask(' ')
    expect(calls.found.value).toBeUndefined()
  })
})

describe('the work order', () => {
  it('is confirmed once, made by the server, or refused by it', async () => {
    const { calls, server, first } = await setUp(ready([call({ state: 'wrapup' })]))
    server.say({ type: 'summary', callId: 'c1', draft, evidence: { title: ['u1'] } })
    expect(first().matters.value.get('idcard-replace')).toBe('居民身份证补领')
    const made = first().summary.value?.draft
    if (made) calls.confirm(first(), made)
    expect(first().order.value).toBe('sent')
    server.say({ type: 'refused', of: 'summary.confirm', detail: '请写标题' })
    expect(first().order.value).toBe('open')
    expect(calls.refused.value?.detail).toBe('请写标题')
    if (made) calls.confirm(first(), made)
    server.say({ type: 'confirmed', callId: 'c1', order: 'W-1' })
    expect(first().order.value).toEqual({ number: 'W-1' })
    calls.finish(first())
    expect(server.told().at(-1)).toEqual({ type: 'wrapup.done', callId: 'c1' })
  })
})

describe('presence', () => {
  it('is what the agent says, or what the server knows', async () => {
    const { calls, server } = await setUp()
    calls.be('away')
    expect(server.told()).toEqual([{ type: 'presence', state: 'away' }])
    expect(calls.presence.value).toBe('away')
    server.say({ type: 'presence', colleagues: [{ id: me.id, displayName: '', state: 'wrapup' }, { id: 'a-2', displayName: '坐席二号', state: 'talking' }] })
    expect(calls.presence.value).toBe('wrapup')
    expect(calls.colleagues.value).toHaveLength(2)
  })
})

describe('a page that is opened in the middle of a call', () => {
  it('gets all that was said and adopted before', async () => {
    const told = Array.from({ length: 300 }, (_, i) => utterance(i + 701))
    const { server, first } = await setUp(ready([call({ utterances: told })]), {
      call: call(),
      utterances: Array.from({ length: 1000 }, (_, i) => utterance(i + 1)),
      cards: [
        { card: card('s1'), feedback: [{ action: 'copied', givenAt: '2026-11-23T08:00:01Z' }, { action: 'adopted', givenAt: '2026-11-23T08:00:02Z' }] },
        { card: card('s2'), feedback: [{ action: 'edited', finalText: '换个说法', givenAt: '2026-11-23T08:00:05Z' }] },
        { card: card('s3'), feedback: [{ action: 'rejected', givenAt: '2026-11-23T08:00:06Z' }] },
      ],
    })
    expect(first().cut.value).toBe(true)
    await pass(0)
    expect(server.fetch).toHaveBeenLastCalledWith('/api/v1/desk/calls/c1', expect.anything())
    expect(first().cut.value).toBe(false)
    expect(first().transcript.order.value).toHaveLength(1000)
    expect(first().transcript.order.value[0]).toBe('u1')
    expect(first().said.value.map(({ text }) => text)).toEqual(['换个说法', '可以这样说 s1'])
  })
})
