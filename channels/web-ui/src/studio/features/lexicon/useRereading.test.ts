import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { effectScope, ref, shallowRef } from 'vue'
import { StudioError, type Rereading, type StudioServer } from '../../api/server'
import type { Tree } from '../../content/tree'
import { useRereading } from './useRereading'

const of = (reread: number): Rereading => ({ questions: 9, reread, examples: [], asked: reread, movedCount: 0, moved: [] })

function setUp(reread: StudioServer['reread']) {
  const server = { reread: vi.fn(reread) }
  const edited = ref<Tree>()
  const state = effectScope(true).run(() => useRereading({ server, draft: shallowRef(undefined), edited }))
  if (!state) throw new Error('no scope')
  return { server, edited, ...state }
}

describe('useRereading', () => {
  it('sends what is typed, and says when that changed since', async () => {
    const { server, edited, look, rereading, stale } = setUp(() => Promise.resolve(of(3)))
    await look()
    expect(server.reread.mock.lastCall?.slice(0, 2)).toEqual(['published', undefined])

    edited.value = { rows: [{ term: '小本本' }] }
    await flushPromises()
    expect(stale.value).toBe(true)
    await look()
    expect(server.reread.mock.lastCall?.[1]).toEqual({ rows: [{ term: '小本本' }] })
    expect(rereading.value?.reread).toBe(3)
    expect(stale.value).toBe(false)

    const [row] = edited.value.rows as Tree[]
    if (row) row.term = '红本本'
    await flushPromises()
    expect(stale.value).toBe(true)
  })

  it('forgets an answer that came too late', async () => {
    const answers: ((answer: Rereading) => void)[] = []
    const { look, rereading, looking } = setUp(() => new Promise((resolve) => answers.push(resolve)))
    void look()
    const second = look()
    answers[1]?.(of(2))
    answers[0]?.(of(1))
    await second
    await flushPromises()
    expect(rereading.value?.reread).toBe(2)
    expect(looking.value).toBe(false)
  })

  it('tells what the server complains of', async () => {
    const { look, trouble } = setUp(() => Promise.reject(new StudioError('stale', 'asking', '词典第 2 行还没有填完')))
    await look()
    expect(trouble.value?.detail).toContain('第 2 行')
  })
})
