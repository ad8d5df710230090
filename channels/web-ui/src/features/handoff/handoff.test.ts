import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { handoffDesk, type Handoff, type HandoffDesk, type Message } from './api'
import HandoffPanel from './HandoffPanel.vue'
import { useHandoff, type Stage } from './useHandoff'

type News = Awaited<ReturnType<HandoffDesk['news']>>

const staying = () => new AbortController().signal
const agent = (seq: number, text: string): Message => ({ seq, from: 'agent', text, at: '2026-11-23T08:00:00Z' })

describe('handoffDesk', () => {
  const answering = (status: number, body?: unknown) =>
    vi.fn<typeof window.fetch>(() => Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status })))

  it('opens, listens, says and closes at the addresses of the contract', async () => {
    const opened = answering(201, { id: 'h/1', state: 'waiting', position: 2, waitSeconds: 90 })
    await expect(handoffDesk({ fetch: opened }).open('c-1')).resolves.toEqual({ id: 'h/1', state: 'waiting', position: 2, waitSeconds: 90 })
    expect(opened.mock.calls[0]?.[0]).toBe('/api/v1/handoffs')
    expect(JSON.parse(opened.mock.calls[0]?.[1]?.body as string)).toEqual({ conversation: 'c-1' })

    const calling = answering(201, { state: 'callback' })
    await handoffDesk({ fetch: calling }).open('c-1', '12345678')
    expect(JSON.parse(calling.mock.calls[0]?.[1]?.body as string)).toEqual({ conversation: 'c-1', callback: { phone: '12345678' } })

    const news = answering(200, { state: 'taken', messages: [agent(4, '您好'), { seq: 'x' }] })
    await expect(handoffDesk({ fetch: news }).news('h/1', 3, 'waiting', staying())).resolves.toEqual({ state: 'taken', messages: [agent(4, '您好')] })
    expect(news.mock.calls[0]?.[0]).toBe('/api/v1/handoffs/h%2F1?after=3&state=waiting')

    const said = answering(204)
    await handoffDesk({ fetch: said }).say('h/1', '在吗', staying())
    expect(said.mock.calls[0]?.[0]).toBe('/api/v1/handoffs/h%2F1/messages')
    expect(JSON.parse(said.mock.calls[0]?.[1]?.body as string)).toEqual({ text: '在吗' })

    const closed = answering(204)
    await handoffDesk({ fetch: closed }).close('h/1')
    expect(closed.mock.calls[0]?.[1]?.method).toBe('DELETE')
  })

  it.each([
    ['a server without agents', answering(404, {})],
    ['a state out of the contract', answering(201, { state: 'dreaming' })],
  ])('rejects %s', async (_, fetch) => {
    await expect(handoffDesk({ fetch }).open('c-1')).rejects.toThrow()
  })
})

describe('useHandoff', () => {
  beforeEach(() => {
    window.sessionStorage.clear()
  })
  const scopes: { stop: () => void }[] = []
  afterEach(() => {
    for (const scope of scopes.splice(0)) scope.stop()
  })

  function setUp(opened: Handoff | Error = { id: 'h-1', state: 'waiting', position: 2, waitSeconds: 90 }) {
    const asked: { resolve: (news: News) => void; reject: (cause: Error) => void; after: number; signal: AbortSignal }[] = []
    const desk = {
      open: vi.fn<HandoffDesk['open']>(() => (opened instanceof Error ? Promise.reject(opened) : Promise.resolve(opened))),
      news: vi.fn<HandoffDesk['news']>((_, after, _known, signal) => new Promise((resolve, reject) => asked.push({ resolve, reject, after, signal }))),
      say: vi.fn<HandoffDesk['say']>(() => Promise.resolve()),
      close: vi.fn<HandoffDesk['close']>(() => Promise.resolve()),
    }
    const hear = vi.fn()
    const scope = effectScope(true)
    scopes.push(scope)
    const handoff = scope.run(() => useHandoff({ hear, desk, retryMs: 0 }))
    if (!handoff) throw new Error('the scope did not run')
    return { ...handoff, desk, hear, asked, scope }
  }

  it('waits, is taken, hears each message of the agent once, and goes back', async () => {
    const { start, stage, active, asked, hear, say, end, desk } = setUp()
    await start('c-1')
    expect(stage.value).toEqual({ name: 'waiting', position: 2, waitSeconds: 90 })
    expect(active.value).toBe(true)

    asked[0]?.resolve({ state: 'taken', messages: [agent(1, '您好'), { ...agent(2, '我问'), from: 'citizen' }] })
    await flushPromises()
    expect(stage.value).toEqual({ name: 'taken' })
    expect(asked[1]?.after).toBe(2)
    asked[1]?.resolve({ state: 'taken', messages: [agent(2, '旧的'), agent(3, '请讲')] })
    await flushPromises()
    expect(hear.mock.calls).toEqual([['您好'], ['请讲']])

    await say('在吗', staying())
    expect(desk.say).toHaveBeenCalledWith('h-1', '在吗', expect.anything())
    end()
    expect(desk.close).toHaveBeenCalledWith('h-1')
    expect(stage.value).toEqual({ name: 'none' })
    expect(asked[2]?.signal.aborted).toBe(true)
    expect(window.sessionStorage).toHaveLength(0)
  })

  it('goes on after a reload with what was not heard yet', async () => {
    const before = setUp()
    await before.start('c-1')
    before.asked[0]?.resolve({ state: 'taken', messages: [agent(1, '您好')] })
    await flushPromises()
    before.scope.stop()

    const after = setUp()
    expect(after.active.value).toBe(true)
    expect(after.asked[0]?.after).toBe(1)
    expect(after.desk.open).not.toHaveBeenCalled()
  })

  it('tells when the agent has ended it', async () => {
    const { start, stage, asked } = setUp()
    await start('c-1')
    asked[0]?.resolve({ state: 'closed', messages: [agent(1, '再见')] })
    await flushPromises()
    expect(stage.value).toEqual({ name: 'closed' })
    expect(asked).toHaveLength(1)
  })

  it('asks for a number out of hours, and promises to call', async () => {
    const { start, stage } = setUp({ state: 'callback' })
    await start('c-1')
    expect(stage.value).toEqual({ name: 'callback' })
    await start('c-1', '13800000000')
    expect(stage.value).toEqual({ name: 'promised' })
  })

  it('says so when there is no such thing', async () => {
    const { start, stage } = setUp(new Error('status 404'))
    await start('c-1')
    expect(stage.value).toEqual({ name: 'failed' })
  })

  it('listens again after a failure, and gives up after several', async () => {
    const { start, stage, asked } = setUp()
    await start('c-1')
    for (let time = 0; time < 5; time++) {
      await vi.waitFor(() => {
        expect(asked).toHaveLength(time + 1)
      })
      expect(stage.value.name).toBe('waiting')
      asked[time]?.reject(new Error('status 502'))
    }
    await vi.waitFor(() => {
      expect(stage.value.name).toBe('failed')
    })
  })

  it('closes at the desk what was thought better of before it was open', async () => {
    const { start, end, stage, desk } = setUp()
    const starting = start('c-1')
    end()
    await starting
    expect(desk.close).toHaveBeenCalledWith('h-1')
    expect(stage.value).toEqual({ name: 'none' })
  })
})

describe('HandoffPanel', () => {
  const draw = (stage: Stage) => mount(HandoffPanel, { props: { stage } })

  it.each<[Stage, string]>([
    [{ name: 'waiting', position: 2, waitSeconds: 90 }, '正在排队等人工坐席。您排在第 2 位。大约等 2 分钟。'],
    [{ name: 'waiting', position: 1, waitSeconds: 20 }, '正在排队等人工坐席。您排在第 1 位。大约等不到 1 分钟。'],
    [{ name: 'waiting', position: undefined, waitSeconds: undefined }, '正在排队等人工坐席。'],
    [{ name: 'taken' }, '人工坐席正在为您服务，直接打字就行。'],
    [{ name: 'failed' }, '人工坐席这会儿接不上，急的话请拨打 12345。'],
  ])('says at %o: %s', (stage, sentence) => {
    expect(draw(stage).get('[role="status"]').text()).toBe(sentence)
  })

  it('leads back to the assistant', async () => {
    const panel = draw({ name: 'taken' })
    expect(panel.get('.leave').text()).toBe('回到智能助手')
    await panel.get('.leave').trigger('click')
    expect(panel.emitted('end')).toHaveLength(1)
  })

  it.each([
    ['138 0000 0000', '13800000000'],
    ['0571-8700 0000', '057187000000'],
    ['123', undefined],
  ])('takes the number %s as %s', async (typed, taken) => {
    const panel = draw({ name: 'callback' })
    await panel.get('input').setValue(typed)
    await panel.get('input').trigger('keydown', { key: 'Enter' })
    expect(panel.emitted('callBack')).toEqual(taken && [[taken]])
    expect(panel.find('[role="alert"]').exists()).toBe(taken === undefined)
  })
})
