import { expect, it } from 'vitest'
import { marks, sides } from './marks'

it.each([
  ['', '', []],
  ['每张20元', '每张20元', [{ fate: 'kept', words: '每张20元' }]],
  ['', '新的', [{ fate: 'new', words: '新的' }]],
  ['旧的', '', [{ fate: 'gone', words: '旧的' }]],
])('marks %j and %j', (before, after, marked) => {
  expect(marks(before, after)).toEqual(marked)
})

it('shows what was put in the place of what, and leaves both texts whole', () => {
  const [before, after] = ['到期换证每张20元，坏了每张40元', '到期换证每张30元，证坏了每张40元']
  const marked = marks(before, after)
  const of = (fate: string) => marked.filter((mark) => mark.fate !== fate).map(({ words }) => words).join('')
  expect(of('new')).toBe(before)
  expect(of('gone')).toBe(after)
  expect(marked.filter(({ fate }) => fate === 'kept').length).toBeGreaterThan(1)
})

it('sets both texts beside each other, each whole', () => {
  expect(sides('每张 20 元', '每张 30 元')).toEqual({
    before: [{ fate: 'kept', words: '每张 ' }, { fate: 'gone', words: '20' }, { fate: 'kept', words: ' 元' }],
    after: [{ fate: 'kept', words: '每张 ' }, { fate: 'new', words: '30' }, { fate: 'kept', words: ' 元' }],
  })
})
