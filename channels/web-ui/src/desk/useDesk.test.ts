import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { deskServer, handoff } from './desk.fixture'
import { useDesk } from './useDesk'

const waits = handoff({ id: 'h-1' })
const calls = handoff({ id: 'h-2', state: 'callback', phone: '13800000000' })

const scopes: { stop: () => void }[] = []
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  for (const scope of scopes.splice(0)) scope.stop()
  vi.useRealTimers()
})

function setUp({ server = deskServer([waits, calls]), open = true }: { server?: ReturnType<typeof deskServer>; open?: boolean } = {}) {
  server.open = open
  const scope = effectScope(true)
  scopes.push(scope)
  const onArrival = vi.fn()
  const desk = scope.run(() => useDesk({ fetch: server.fetch, onArrival }))
  if (!desk) throw new Error('the scope did not run')
  return { ...desk, server, onArrival, scope }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('the door', () => {
  it('is open to whoever has logged in', async () => {
    const { access, queue } = setUp()
    expect(access.value).toEqual({ name: 'checking' })
    await pass(0)
    expect(access.value).toEqual({ name: 'open' })
    expect(queue.value?.items).toEqual([waits, calls])
  })

  it('is shut to everybody else, who comes again after logging in', async () => {
    const { access, enter, server } = setUp({ open: false })
    await pass(0)
    expect(access.value).toEqual({ name: 'asking' })
    await pass(20_000)
    expect(server.calls).toHaveLength(1)

    server.open = true
    await enter()
    expect(access.value).toEqual({ name: 'open' })
  })

  it.each([
    [403, 'role'],
    [404, 'absent'],
    [0, 'unreachable'],
    [503, 'unreachable'],
  ])('says why where the server answers %s', async (status, why) => {
    const { access, enter, server } = setUp({ open: false })
    await pass(0)
    server.refuse = status
    await enter()
    expect(access.value).toEqual({ name: 'asking', why })
  })

  it('shuts when the log-in is over, and what was open and typed is still there after another', async () => {
    const { access, enter, talk, server } = setUp()
    await pass(0)
    talk.show('h-1')
    await pass(0)
    talk.draft.value = '您好，'
    server.open = false
    await pass(5000)
    expect(access.value).toEqual({ name: 'asking', why: 'expired' })
    const before = server.calls.length
    await pass(20_000)
    expect(server.calls).toHaveLength(before)

    server.open = true
    await enter()
    expect(talk.draft.value).toBe('您好，')
    expect(talk.id.value).toBe('h-1')
    await pass(2000)
    expect(server.calls.slice(-1)).toEqual(['GET /h-1'])
  })

  it('takes all that citizens said from the screen when somebody signs out', async () => {
    const { access, queue, talk, signOut, server } = setUp()
    await pass(0)
    talk.show('h-1')
    await pass(0)
    signOut()
    expect(access.value).toEqual({ name: 'asking' })
    expect(queue.value).toBeUndefined()
    expect(talk.opened.value).toBeUndefined()
    await pass(0)
    expect(server.open).toBe(false)
  })
})

describe('the queue', () => {
  it('is looked at every five seconds, until the page is left', async () => {
    const { server, scope } = setUp()
    await pass(0)
    expect(server.calls).toEqual(['GET '])
    await pass(15_000)
    expect(server.calls).toEqual(['GET ', 'GET ', 'GET ', 'GET '])
    scope.stop()
    await pass(15_000)
    expect(server.calls).toHaveLength(4)
  })

  it('tells who is new among those who wait, but not who was there at the first look', async () => {
    const { server, onArrival, waiting } = setUp()
    await pass(5000)
    expect(onArrival).not.toHaveBeenCalled()
    server.items = [...server.items, handoff({ id: 'h-3' }), handoff({ id: 'h-4' }), handoff({ id: 'h-5', state: 'callback' })]
    await pass(5000)
    expect(onArrival.mock.calls).toEqual([[2]])
    expect(waiting.value).toBe(3)
    await pass(5000)
    expect(onArrival).toHaveBeenCalledTimes(1)
  })

  it('stays as it was, and says so, while the server is not reached', async () => {
    const { server, queue, offline } = setUp()
    await pass(0)
    server.refuse = 0
    await pass(5000)
    expect(offline.value).toBe(true)
    expect(queue.value?.items).toHaveLength(2)
    server.refuse = undefined
    await pass(5000)
    expect(offline.value).toBe(false)
  })
})

describe('the open talk', () => {
  it('is looked at every two seconds and shows what is new', async () => {
    const { talk, server } = setUp()
    await pass(0)
    talk.show('h-1')
    await pass(0)
    expect(talk.opened.value?.turns).toHaveLength(1)
    const shown = talk.opened.value
    await pass(2000)
    expect(talk.opened.value).toBe(shown) // nothing new: nothing is drawn again
    server.said = [{ seq: 1, from: 'citizen', text: '在吗', at: '2026-11-23T08:00:00Z' }]
    await pass(2000)
    expect(talk.opened.value?.messages).toHaveLength(1)
  })

  it('is taken, talked in and ended', async () => {
    const { talk, server, queue } = setUp()
    await pass(0)
    talk.show('h-1')
    await talk.take()
    await pass(0)
    expect(talk.mine.value).toEqual(['h-1'])
    expect(talk.opened.value?.handoff.state).toBe('taken')
    expect(queue.value?.items[0]).toMatchObject({ state: 'taken', mine: true }) // at once, not after five seconds

    talk.draft.value = ' 您好 '
    await talk.say()
    await pass(0)
    expect(talk.draft.value).toBe('')
    expect(talk.opened.value?.messages.map(({ text }) => text)).toEqual(['您好'])

    await talk.close()
    await pass(0)
    expect(talk.id.value).toBeUndefined()
    expect(talk.mine.value).toEqual([])
    expect(queue.value?.items).toEqual([calls])
    expect(server.calls).toContain('POST /h-1/close')
  })

  it.each([
    [409, 'over'],
    [404, 'absent'],
    [400, 'refused'],
    [0, 'unreachable'],
  ])('keeps what was typed when sending it is answered by %s', async (status, trouble) => {
    const { talk, server } = setUp()
    await pass(0)
    talk.show('h-1')
    await talk.take()
    talk.draft.value = '您好'
    server.refuse = status
    server.refusing = /messages/
    expect(await talk.say()).toBe(false)
    expect(talk.draft.value).toBe('您好')
    expect(talk.problem.value).toEqual({ deed: 'say', trouble })

    server.refuse = undefined
    expect(await talk.say()).toBe(true)
    expect(talk.problem.value).toBeUndefined()
    expect(talk.draft.value).toBe('')
  })

  it('keeps what is being typed for each hand-off', async () => {
    const { talk } = setUp()
    await pass(0)
    talk.show('h-1')
    talk.draft.value = '给第一位的'
    talk.show('h-2')
    expect(talk.draft.value).toBe('')
    talk.show('h-1')
    expect(talk.draft.value).toBe('给第一位的')
  })

  it('is not ours where somebody else was faster, unless we go on with it', async () => {
    const { talk, server } = setUp()
    await pass(0)
    talk.show('h-1')
    server.refuse = 409
    server.refusing = /take/
    server.items = [{ ...waits, state: 'taken' }]
    expect(await talk.take()).toBe(false)
    await pass(0)
    expect(talk.problem.value).toEqual({ deed: 'take', trouble: 'over' })
    expect(talk.opened.value?.handoff.state).toBe('taken')
    expect(talk.mine.value).toEqual([])

    server.refuse = undefined
    expect(await talk.join()).toBe(true)
    expect(talk.mine.value).toEqual(['h-1'])
    const reloaded = setUp({ server })
    await pass(0)
    expect(reloaded.talk.mine.value).toEqual(['h-1'])
  })

  it('says why it may be old, and shows nothing of the one before', async () => {
    const { talk, server } = setUp()
    await pass(0)
    talk.show('h-1')
    await pass(0)
    server.refuse = 503
    await pass(2000)
    expect(talk.stale.value).toBe('unreachable')
    expect(talk.opened.value?.handoff.id).toBe('h-1')

    server.refuse = undefined
    talk.show('gone')
    expect(talk.opened.value).toBeUndefined()
    await pass(0)
    expect(talk.stale.value).toBe('absent')
  })

  it('sends nothing twice while it is being sent, and nothing that is blank', async () => {
    const { talk, server } = setUp()
    await pass(0)
    talk.show('h-1')
    talk.draft.value = '  \n'
    expect(await talk.say()).toBe(false)
    talk.draft.value = '您好'
    await Promise.all([talk.say(), talk.say()])
    expect(server.calls.filter((call) => call.startsWith('POST'))).toEqual(['POST /h-1/messages'])
  })
})
