import type { Path } from '../content/tree'
import { fill, words } from '../words'

/** A place in a file as editors call it: 收费 › 第2条 › 说法. */
export function fieldPathWords(path: Path): string {
  const labels: Readonly<Record<string, string>> = words.fields
  return path
    .map((step, index) => {
      if (typeof step === 'number') return fill(words.rows.nth, { n: step + 1 })
      const within = path.slice(0, index).reverse().find((earlier) => typeof earlier === 'string')
      return labels[`${within ?? 'matter'}.${step}`] ?? labels[`matter.${step}`] ?? labels[step] ?? step
    })
    .join(' › ')
}
