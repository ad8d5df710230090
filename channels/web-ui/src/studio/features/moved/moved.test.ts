import { describe, expect, it } from 'vitest'
import type { Moved } from '../../api/server'
import { allMoved, movedBy } from './moved'

describe('movedBy', () => {
  const said = (text: string) => ({ act: 'answer', text })
  const moved: Moved[] = [
    { question: '换证多少钱', kind: 'phrasing', change: 'words', fate: 'same', before: said('20元'), after: said('30元') },
    { question: '身份证丢了', kind: 'real', change: 'matter', fate: 'unknown', before: said('换领'), after: said('补领') },
    { question: '证坏了', kind: 'phrasing', change: 'act', fate: 'lost', before: said('40元'), after: said('您说的是哪件事') },
  ]
  it.each([
    [{}, 3],
    [{ kind: 'phrasing' }, 2],
    [{ fate: 'lost' }, 1],
    [{ change: 'matter', kind: 'phrasing' }, 0],
    [{ words: '30元' }, 1],
  ])('%j', (filters, n) => {
    expect(movedBy(moved, { ...allMoved, ...filters })).toHaveLength(n)
  })
})
