import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import type { Near, StudioServer } from '../../api/server'
import { useNear, warningOf, type Wish } from './useNear'

const wish: Wish = { text: '身份证到期了换要多少钱', matter: 'idcard-renew', aspect: 'fee' }
const near = (...phrasings: [string, string, string, number][]): Near => ({
  readAs: [],
  phrasings: phrasings.map(([text, matter, aspect, similarity]) => ({ text, matter, aspect, similarity })),
})

describe('warningOf', () => {
  it.each<[string, Near | undefined, string | undefined]>([
    ['nothing is known yet', undefined, undefined],
    ['nothing is near', near(['补证多少钱', 'idcard-reissue', 'fee', 0.5]), undefined],
    ['the nearest asks the same', near(['换证多少钱', 'idcard-renew', 'fee', 0.95], ['补证多少钱', 'idcard-reissue', 'fee', 0.9]), undefined],
    ['the nearest is another matter’s', near(['换证多少钱', 'idcard-renew', 'fee', 0.85], ['补证多少钱', 'idcard-reissue', 'fee', 0.9]), 'matter'],
    ['the nearest asks another aspect', near(['到期了怎么换', 'idcard-renew', 'process', 0.9]), 'aspect'],
    ['it stands there already', near([wish.text, 'idcard-renew', 'fee', 1]), 'twin'],
  ])('%s', (_, found, kind) => {
    expect(warningOf(wish, found)?.kind).toBe(kind)
  })
})

describe('useNear', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('asks once typing stops, and forgets an answer that came too late', async () => {
    const answers: ((answer: Near) => void)[] = []
    const server = { near: vi.fn<StudioServer['near']>(() => new Promise<Near>((resolve) => answers.push(resolve))) }
    const typed = shallowRef<Wish>({ ...wish, text: '' })
    const state = effectScope(true).run(() => useNear({ server, draft: shallowRef(undefined), wish: typed, delayMs: 400 }))
    for (const text of ['换', '换证', '换证多']) {
      typed.value = { ...wish, text }
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(server.near).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(400)
    expect(server.near.mock.calls.map(([draft, text]) => [draft, text])).toEqual([['published', '换证多']])

    typed.value = { ...wish, text: '换证多少钱' }
    await vi.advanceTimersByTimeAsync(500)
    answers[1]?.(near(['新', 'm', 'a', 1]))
    answers[0]?.(near(['旧', 'm', 'a', 1]))
    await vi.advanceTimersByTimeAsync(0)
    expect(state?.near.value?.phrasings[0]?.text).toBe('新')
  })
})
