import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { StudioError, type Answer, type Replayed, type StudioServer } from '../../api/server'
import { useWhy, wantedOf, type Wanted } from './useWhy'

const ID = 'AZ09_-abcdefghijklmnop'
const answer = (id: string): Answer => ({
  id,
  at: '2026-11-23T02:00:00Z',
  channel: 'web',
  before: [],
  said: '换证多少钱',
  told: { act: 'answer', template: 'idcard-renew.fee', confidence: 0.9, text: '20 元', cut: false },
  release: 'r-0',
  differences: [],
  names: {},
})
const replayed = (said: string): Replayed => ({ said, since: [], names: {}, now: { release: 'r-0', reply: {}, explanation: {}, candidates: [] } })

function asking(first: Wanted | undefined) {
  const wanted = shallowRef(first)
  const draft = shallowRef<string>()
  const server = {
    answer: vi.fn<StudioServer['answer']>((id) => Promise.resolve(answer(id))),
    replayAnswer: vi.fn<StudioServer['replayAnswer']>((id) => Promise.resolve(replayed(id))),
    replayWords: vi.fn<StudioServer['replayWords']>((text) => Promise.resolve(replayed(text))),
  }
  const scope = effectScope(true)
  const state = scope.run(() => useWhy({ server, wanted, draft }))
  if (!state) throw new Error('the scope has ended')
  return { wanted, draft, server, state, settled: () => vi.waitUntil(() => !state.loading.value) }
}

describe('wantedOf', () => {
  it.each<[string, Wanted | undefined]>([
    ['  ', undefined],
    [` ${ID} `, { id: ID }],
    ['换证多少钱', { text: '换证多少钱' }],
    ['AZ09_-abc', { text: 'AZ09_-abc' }],
  ])('%s', (typed, wanted) => {
    expect(wantedOf(typed)).toEqual(wanted)
  })
})

describe('useWhy', () => {
  it('finds a reply and asks the same again, also when another draft is taken up', async () => {
    const { draft, server, state, settled } = asking({ id: ID })
    await settled()
    expect(state.answer.value?.id).toBe(ID)
    expect(server.replayAnswer).toHaveBeenLastCalledWith(ID, undefined)

    draft.value = 'fee'
    await nextTick()
    await settled()
    expect(server.replayAnswer).toHaveBeenLastCalledWith(ID, 'fee')
    expect(server.answer).toHaveBeenCalledTimes(1)
  })

  it('asks words of nobody’s conversation', async () => {
    const { server, state, settled } = asking({ text: '换证多少钱' })
    await settled()
    expect(state.answer.value).toBeUndefined()
    expect(state.replayed.value?.said).toBe('换证多少钱')
    expect(server.answer).not.toHaveBeenCalled()
  })

  it('keeps what was found where the draft cannot answer', async () => {
    const { draft, server, state, settled } = asking({ id: ID })
    await settled()
    server.replayAnswer.mockRejectedValueOnce(new StudioError('stale', 'replaying', '还没有填完'))
    draft.value = 'broken'
    await nextTick()
    await settled()
    expect(state.answer.value?.id).toBe(ID)
    expect(state.replayed.value).toBeUndefined()
    expect(state.trouble.value?.detail).toBe('还没有填完')
  })

  it('forgets what came too late', async () => {
    const { wanted, server, state, settled } = asking(undefined)
    let late: (found: Replayed) => void = () => undefined
    server.replayWords.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)))
    wanted.value = { text: '旧' }
    await nextTick()
    wanted.value = { text: '新' }
    await nextTick()
    await settled()
    late(replayed('旧'))
    await nextTick()
    expect(state.replayed.value?.said).toBe('新')
  })
})
