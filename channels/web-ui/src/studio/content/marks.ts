import type { Mark } from '../api/server'

/** Longer texts are told apart whole: the comparison takes the product of both lengths. */
const MOST = 1500

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const pieces = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)

/** Both texts at once, word by word: what stayed, what is gone, what is new (longest common subsequence). */
export function marks(before: string, after: string): readonly Mark[] {
  const from = pieces(before)
  const to = pieces(after)
  if (before === after) return before === '' ? [] : [{ fate: 'kept', words: before }]
  if (from.length > MOST || to.length > MOST) return joined([...gone(before), ...fresh(after)])

  const width = to.length + 1
  const longest = new Uint16Array((from.length + 1) * width)
  const of = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = from.length - 1; i >= 0; i -= 1)
    for (let j = to.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = from[i] === to[j] ? of(i + 1, j + 1) + 1 : Math.max(of(i + 1, j), of(i, j + 1))

  const found: Mark[] = []
  let i = 0
  let j = 0
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      found.push({ fate: 'kept', words: from[i] ?? '' })
      i += 1
      j += 1
    } else if (j >= to.length || (i < from.length && of(i + 1, j) >= of(i, j + 1))) {
      found.push(...gone(from[i] ?? ''))
      i += 1
    } else {
      found.push(...fresh(to[j] ?? ''))
      j += 1
    }
  }
  return joined(found)
}

/** The same beside each other: each text whole, with what it has and the other has not. */
export function sides(before: string, after: string): { readonly before: readonly Mark[]; readonly after: readonly Mark[] } {
  const both = marks(before, after)
  return { before: both.filter(({ fate }) => fate !== 'new'), after: both.filter(({ fate }) => fate !== 'gone') }
}

const gone = (words: string): Mark[] => (words === '' ? [] : [{ fate: 'gone', words }])
const fresh = (words: string): Mark[] => (words === '' ? [] : [{ fate: 'new', words }])

function joined(marks: readonly Mark[]): Mark[] {
  const found: Mark[] = []
  for (const mark of marks) {
    const last = found.at(-1)
    if (last?.fate === mark.fate) found[found.length - 1] = { fate: mark.fate, words: last.words + mark.words }
    else found.push(mark)
  }
  return found
}
