import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const schemes = { light: colours('src/styles/tokens.css'), dark: colours('src/styles/dark.css') }

/** What is written on what. */
const words: [string, string[]][] = [
  ['text', ['ground', 'ground-glow', 'surface', 'surface-soft', 'accent-soft', 'bad-soft']],
  ['text-muted', ['ground', 'ground-glow', 'surface', 'surface-soft', 'accent-soft']],
  ['accent', ['surface', 'surface-soft', 'accent-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['on-bubble', ['bubble']],
  ['on-header', ['header-from', 'header-to']],
  ['good', ['good-soft', 'surface-soft']],
  ['bad', ['bad-soft', 'surface']],
  ['careful', ['careful-soft', 'surface']],
  ['on-alarm', ['alarm']],
]

describe.each(Object.entries(schemes))('colours, %s', (_, colour) => {
  it.each(words.flatMap(([ink, papers]) => papers.map((paper) => [ink, paper] as const)))('%s on %s can be read', (ink, paper) => {
    expect(contrast(colour[ink], colour[paper])).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['surface', 'ground'])('the edge of a control is seen on %s', (paper) => {
    expect(contrast(colour['line-control'], colour[paper])).toBeGreaterThanOrEqual(3)
  })
})

it('has every colour in the dark, too', () => {
  expect(Object.keys(schemes.dark)).toEqual(Object.keys(schemes.light))
})

function colours(file: string): Record<string, string> {
  const block = readFileSync(file, 'utf8')
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]))
}

/** Contrast ratio of WCAG 2.2, success criterion 1.4.3. */
function contrast(one = '', other = ''): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
