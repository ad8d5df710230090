import { describe, expect, it } from 'vitest'
import { freeId, namedPath, pointerTo, put, same, stepsOf, type Tree } from './tree'

describe('put', () => {
  it.each([[''], [undefined], [[]], [{}], [null]])('takes away what is set to %j', (blank) => {
    const tree: Tree = { note: 'x' }
    put(tree, 'note', blank)
    expect(tree).toEqual({})
  })

  it('keeps false, which says something', () => {
    const tree: Tree = {}
    put(tree, 'asked', false)
    expect(tree).toEqual({ asked: false })
  })
})

it.each([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [[1, 2], [2, 1], false],
  [{ a: undefined }, {}, false],
  [{ a: [] }, { a: {} }, false],
])('%j says the same as %j: %s', (one, other, is) => {
  expect(same(one as Tree, other as Tree)).toBe(is)
})

it('writes and reads pointers with any name', () => {
  expect(stepsOf(pointerTo(pointerTo('', 'a/b~c'), 2))).toEqual(['a/b~c', '2'])
  expect(stepsOf('')).toEqual([])
})

it('names entries by their ids, as the history does', () => {
  expect(namedPath({ materials: [{ id: 'card', name: '证' }], process: [{ text: '去' }] }, '/materials/0/name')).toEqual(['materials', 'card', 'name'])
  expect(namedPath({ process: [{ text: '去' }] }, '/process/0/text')).toEqual(['process', '0', 'text'])
})

it('finds an id that is free', () => {
  expect(freeId('option', ['a', 'option-3'])).toBe('option-4')
})
