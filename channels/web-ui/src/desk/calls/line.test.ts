import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { fakeLine, ready } from './calls.fixture'
import { useLine } from './line'

const scopes: { stop: () => void }[] = []
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  for (const scope of scopes.splice(0)) scope.stop()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

function setUp() {
  const server = fakeLine()
  const onFrame = vi.fn()
  const onShutOut = vi.fn()
  const scope = effectScope(true)
  scopes.push(scope)
  const line = scope.run(() => useLine({ fetch: server.fetch, connect: server.connect, chance: () => 0.5, onFrame, onShutOut }))
  if (!line) throw new Error('the scope did not run')
  return { line, server, onFrame, onShutOut, scope }
}

async function opened() {
  const all = setUp()
  all.line.start()
  await pass(0)
  all.server.now().open()
  all.server.say(ready())
  return all
}

describe('the line', () => {
  it('is open when the server has said all that is to be shown', async () => {
    const { line, server, onFrame } = setUp()
    line.start()
    expect(line.state.value).toBe('connecting')
    await pass(0)
    expect(server.now().address).toMatch(/^ws:\/\/.+\/ws\/agent$/)
    server.now().open()
    expect(server.now().told).toEqual([{ type: 'hello', ticket: 'ticket-1' }])
    expect(line.say({ type: 'take', callId: 'c1' })).toBe(false)
    server.say(ready())
    expect(line.state.value).toBe('open')
    expect(onFrame).toHaveBeenCalledOnce()
    expect(line.say({ type: 'take', callId: 'c1' })).toBe(true)
    server.now().say('rubbish')
    expect(onFrame).toHaveBeenCalledOnce()
  })

  it('comes again with a new ticket when it breaks, later and later', async () => {
    const { line, server } = await opened()
    server.now().drop()
    expect(line.state.value).toBe('again')
    await pass(499)
    expect(server.sockets).toHaveLength(1)
    await pass(1)
    server.now().drop()
    await pass(999)
    expect(server.sockets).toHaveLength(2)
    await pass(1)
    expect(server.sockets).toHaveLength(3)
    for (let i = 0; i < 8; i++) {
      server.now().drop()
      await pass(15_000)
    }
    expect(server.sockets).toHaveLength(11)
    expect(new Set(server.sockets.flatMap(({ told }) => told.map((words) => (words.type === 'hello' ? words.ticket : '')))).size).toBe(1)
    server.now().open()
    server.say(ready())
    expect(line.state.value).toBe('open')
    expect(server.now().told).toEqual([{ type: 'hello', ticket: 'ticket-11' }])
  })

  it('comes again at once when the network is back', async () => {
    const { line, server } = await opened()
    server.status = 0
    server.now().drop()
    await pass(20_000)
    expect(line.state.value).toBe('again')
    const tickets = server.tickets
    server.status = 200
    window.dispatchEvent(new Event('online'))
    await pass(0)
    expect(server.tickets).toBe(tickets + 1)
    expect(server.sockets).toHaveLength(2)
  })

  it('is given up when nothing is heard, by a server that answers pings', async () => {
    const { line, server } = await opened()
    await pass(20_000)
    expect(server.now().told.at(-1)).toEqual({ type: 'ping' })
    await pass(20_000)
    expect(line.state.value).toBe('open') // it may be one that answers none
    server.say({ type: 'pong' })
    await pass(20_000)
    expect(line.state.value).toBe('open')
    await pass(20_000)
    expect(line.state.value).toBe('again')
  })

  it('is given up where hello is not answered', async () => {
    const { line, server } = setUp()
    line.start()
    await pass(0)
    server.now().open()
    await pass(10_000)
    expect(line.state.value).toBe('again')
  })

  it.each([[401, 'expired'], [403, 'role']] as const)('shuts the desk where a ticket is refused with %i', async (status, why) => {
    const { line, server, onShutOut } = setUp()
    server.status = status
    line.start()
    await pass(0)
    expect(onShutOut).toHaveBeenCalledWith(why)
    expect(line.state.value).toBe('off')
  })

  it('is none where the server has no hotline', async () => {
    const { line, server } = setUp()
    server.status = 404
    line.start()
    await pass(60_000)
    expect(line.state.value).toBe('absent')
    expect(server.tickets).toBe(1)
  })

  it('ends with its page', async () => {
    const { server, scope } = await opened()
    scope.stop()
    await pass(60_000)
    expect(server.sockets).toHaveLength(1)
    expect(server.now().readyState).toBe(3)
  })
})
