import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { StudioError, type Candidacy } from '../../api/server'
import { useCandidacy } from './useCandidacy'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp(answers: (Candidacy | 'absent')[]) {
  const server = {
    candidate: vi.fn(() => {
      const answer = answers.shift() ?? 'absent'
      return answer === 'absent' ? Promise.reject(new StudioError('absent', 'asking')) : Promise.resolve(answer)
    }),
    tryDraft: vi.fn(() => Promise.resolve<Candidacy>({ head: 'b', state: 'working' })),
  }
  const scope = effectScope(true)
  const gate = scope.run(() => useCandidacy({ server, id: shallowRef('d'), head: shallowRef('b'), pauseMs: 1000 }))
  return { server, gate, scope }
}

describe('useCandidacy', () => {
  it('tries a draft that was not tried, and looks until there is a verdict', async () => {
    const { server, gate } = setUp(['absent', { head: 'b', state: 'working' }, { head: 'b', state: 'done', passes: true }])
    await vi.advanceTimersByTimeAsync(0)
    expect(server.tryDraft).toHaveBeenCalledOnce()
    await vi.advanceTimersByTimeAsync(2000)
    expect(gate?.candidacy.value?.passes).toBe(true)
    await vi.advanceTimersByTimeAsync(5000)
    expect(server.candidate).toHaveBeenCalledTimes(3)
  })

  it('tries anew what was tried before the last save, and not what was tried as it is', async () => {
    const stale = setUp([{ head: 'a', state: 'done', passes: true }])
    await vi.advanceTimersByTimeAsync(0)
    expect(stale.server.tryDraft).toHaveBeenCalledOnce()
    const known = setUp([{ head: 'b', state: 'done', passes: false }])
    await vi.advanceTimersByTimeAsync(0)
    expect(known.server.tryDraft).not.toHaveBeenCalled()
  })

  it('stops with its scope', async () => {
    const { server, scope } = setUp(['absent'])
    await vi.advanceTimersByTimeAsync(0)
    scope.stop()
    await vi.advanceTimersByTimeAsync(9000)
    expect(server.candidate).toHaveBeenCalledOnce()
  })
})
