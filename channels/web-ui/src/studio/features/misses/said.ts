import type { Miss } from '../../api/server'
import { fill, words } from '../../words'

/** From here on, more ask than usual; under its inverse, fewer. */
const NOTABLE = 1.5

/** How the last day compares with those before, in words. */
export function growthOf({ seen, expected, growth }: Miss['lastDay']): string {
  if (seen === 0) return words.misses.growth.none
  if (growth === undefined) return fill(words.misses.growth.fresh, { seen })
  const values = { seen, expected: rounded(expected), growth: rounded(growth) }
  if (growth >= NOTABLE) return fill(words.misses.growth.more, values)
  return fill(growth <= 1 / NOTABLE ? words.misses.growth.less : words.misses.growth.same, values)
}

const rounded = (value: number) => String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))

/** What the server put in the place of names, numbers and addresses; nobody asks like that. */
export function isRedacted(saying: string): boolean {
  return /某(?:号码|人|处|网址)/.test(saying)
}

/** Which sayings are worth adding as they are: all that nothing was taken out of, the most frequent first. */
export function worthAdding(wordings: Miss['wordings'], most = 10): readonly string[] {
  return wordings
    .map(({ text }) => text)
    .filter((text) => !isRedacted(text))
    .slice(0, most)
}

export interface DayCount {
  readonly day: string
  readonly turns: number
}

/** Each of so many days up to one, also those on which nobody asked. */
export function everyDay(days: readonly DayCount[], last: string, many: number): readonly DayCount[] {
  const counts = new Map(days.map(({ day, turns }) => [day, turns]))
  const end = Date.parse(`${last}T00:00:00Z`)
  return Array.from({ length: many }, (_, index) => {
    const day = new Date(end - (many - 1 - index) * 86_400_000).toISOString().slice(0, 10)
    return { day, turns: counts.get(day) ?? 0 }
  })
}
