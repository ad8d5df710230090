import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { StudioError, type Misses, type StudioServer } from '../../api/server'
import { useMisses } from './useMisses'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const listed = (refreshedAt: string): Misses => ({ refreshedAt, misses: 0, leftOut: 0, counts: {}, items: [] })

function setUp(answers: (Misses | StudioError)[], patienceMs = 10_000) {
  const server = {
    misses: vi.fn<StudioServer['misses']>(() => {
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      return answer instanceof StudioError || answer === undefined ? Promise.reject(answer ?? new Error('nothing left')) : Promise.resolve(answer)
    }),
    refreshMisses: vi.fn<StudioServer['refreshMisses']>(() => Promise.resolve(undefined)),
  }
  const wanted = shallowRef<{ state: 'open' | 'mended'; order: 'usual' | 'growth' }>({ state: 'open', order: 'usual' })
  const scope = effectScope(true)
  const state = scope.run(() => useMisses({ server, wanted, pauseMs: 1000, patienceMs }))
  if (!state) throw new Error('the scope did not run')
  return { server, wanted, scope, state }
}

describe('useMisses', () => {
  it('is refreshing until the list is of another time', async () => {
    const { server, state } = setUp([listed('a'), listed('a'), listed('b')])
    await vi.advanceTimersByTimeAsync(0)
    void state.refresh()
    void state.refresh()
    await vi.advanceTimersByTimeAsync(1000)
    expect(state.refreshing.value).toBe('yes')
    await vi.advanceTimersByTimeAsync(1000)
    expect(state.refreshing.value).toBe('no')
    expect(state.misses.value?.refreshedAt).toBe('b')
    await vi.advanceTimersByTimeAsync(9000)
    expect(server.misses).toHaveBeenCalledTimes(3)
    expect(server.refreshMisses).toHaveBeenCalledOnce()
  })

  it('says so when it takes too long, and then may be asked again', async () => {
    const { server, state } = setUp([listed('a')], 3000)
    await vi.advanceTimersByTimeAsync(0)
    void state.refresh()
    await vi.advanceTimersByTimeAsync(5000)
    expect(state.refreshing.value).toBe('late')
    void state.refresh()
    await vi.advanceTimersByTimeAsync(0)
    expect(server.refreshMisses).toHaveBeenCalledTimes(2)
  })

  it('ends with what the server will not do, and keeps what it had', async () => {
    const { state } = setUp([listed('a'), new StudioError('forbidden', 'asking')])
    await vi.advanceTimersByTimeAsync(0)
    void state.refresh()
    await vi.advanceTimersByTimeAsync(1000)
    expect([state.refreshing.value, state.trouble.value?.trouble, state.misses.value?.refreshedAt]).toEqual(['no', 'forbidden', 'a'])
  })

  it('asks anew for another state, and stops with its scope', async () => {
    const { server, wanted, scope, state } = setUp([listed('a')])
    await vi.advanceTimersByTimeAsync(0)
    wanted.value = { state: 'mended', order: 'growth' }
    await vi.advanceTimersByTimeAsync(0)
    expect(server.misses).toHaveBeenLastCalledWith('mended', 'growth')
    void state.refresh()
    await vi.advanceTimersByTimeAsync(0)
    scope.stop()
    await vi.advanceTimersByTimeAsync(9000)
    expect(server.misses).toHaveBeenCalledTimes(2)
  })
})
