import { describe, expect, it } from 'vitest'
import { caseInWords, holds, isCaseKnown, situationsOf } from './when'

const situations = situationsOf({
  situations: [
    { id: 'reason', question: '怎么了？', options: [{ id: 'expired', label: '过期了' }, { id: 'damaged', label: '坏了' }], basis: ['law'] },
    { id: 'age', question: '多大？', asked: false, options: [{ id: 'adult', label: '满16周岁' }, { id: 'child', label: '没满16周岁' }], basis: ['law'] },
  ],
})

it('reads the situations of a matter', () => {
  expect(situations.map(({ id, asked }) => [id, asked])).toEqual([['reason', true], ['age', false]])
  expect(situationsOf(undefined)).toEqual([])
})

describe('a case', () => {
  it.each([
    [undefined, '不分情形', true],
    [{ reason: 'damaged' }, '坏了', true],
    [{ reason: ['expired', 'damaged'], age: 'child' }, '过期了或坏了，而且没满16周岁', true],
    [{ reason: 'stolen' }, '？reason=stolen', false],
    [{ weather: 'rain' }, '？weather=rain', false],
  ])('%j is said as %s', (when, said, known) => {
    expect(caseInWords(when, situations)).toBe(said)
    expect(isCaseKnown(when, situations)).toBe(known)
  })

  it.each([
    [undefined, {}, true],
    [{ reason: ['expired', 'damaged'] }, { reason: 'damaged' }, true],
    [{ reason: 'expired', age: 'child' }, { reason: 'expired' }, false],
  ])('%j holds for %j: %s', (when, told, is) => {
    expect(holds(when, told as Record<string, string>)).toBe(is)
  })
})
