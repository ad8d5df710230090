import { describe, expect, it } from 'vitest'
import { factsIn, piecesOf, tagBeingTyped, textOfPieces } from './chips'

describe('piecesOf', () => {
  it.each([
    ['', []],
    ['每张20元', [{ text: '每张20元' }]],
    ['{{fee}}', [{ fact: 'fee' }]],
    ['打开{{online.platform}}搜“{{ online.entry }}”', [{ text: '打开' }, { fact: 'online.platform' }, { text: '搜“' }, { fact: 'online.entry' }, { text: '”' }]],
    ['没写完{{fee}', [{ text: '没写完{{fee}' }]],
    ['{{<script>}}', [{ text: '{{<script>}}' }]],
  ])('%j', (text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces)
  })

  it('loses nothing', () => {
    const text = '{{summary}}。\n\n{{neighbours}}\n\n请问{{'
    expect(textOfPieces(piecesOf(text))).toBe(text)
  })
})

it('names each fact once', () => {
  expect(factsIn('{{fee}}，{{hotline}}，{{fee}}')).toEqual(['fee', 'hotline'])
})

it.each([
  ['收费是{{', ''],
  ['收费是{{收', '收'],
  ['收费是{{fee}}', undefined],
  ['收费是{', undefined],
  ['{{\n', undefined],
])('knows after %j what is being typed', (before, typed) => {
  expect(tagBeingTyped(before)).toBe(typed)
})
