import type { CountedShare, Figures } from '../../api/server'
import { CHANNELS, daysUpTo, lengthOf } from './period'

type Hour = Figures['hours'][number]

/** What rests on fewer than these is not to be relied on. */
export const FEW = 30

export const isFew = ({ whole }: Pick<CountedShare, 'whole'>) => whole < FEW

/** Turns of one bar, by channel. */
export interface Stack {
  readonly name: string
  readonly turns: Readonly<Record<string, number>>
  readonly sum: number
}

/** The channels that had any turns: ours in our order, then others. */
export function channelsIn(hours: readonly Hour[]): readonly string[] {
  const found = new Set(hours.map(({ channel }) => channel))
  const ours = CHANNELS.filter((channel) => found.has(channel))
  return [...ours, ...[...found].filter((channel) => !ours.some((one) => one === channel)).sort()]
}

/** Turns of every day of a period, also of days without any. */
export function byDay({ from, to, hours }: Pick<Figures, 'from' | 'to' | 'hours'>): readonly Stack[] {
  return stacked(daysOf(from, to), hours, ({ day }) => day)
}

/** Turns of every hour of the day, all days together. */
export function byHour(hours: readonly Hour[]): readonly Stack[] {
  return stacked(
    Array.from({ length: 24 }, (_, hour) => String(hour)),
    hours,
    ({ hour }) => String(hour),
  )
}

function stacked(names: readonly string[], hours: readonly Hour[], nameOf: (hour: Hour) => string): readonly Stack[] {
  const sums = new Map(names.map((name) => [name, new Map<string, number>()]))
  for (const hour of hours) {
    const of = sums.get(nameOf(hour))
    of?.set(hour.channel, (of.get(hour.channel) ?? 0) + hour.turns)
  }
  return [...sums].map(([name, turns]) => ({ name, turns: Object.fromEntries(turns), sum: [...turns.values()].reduce((sum, n) => sum + n, 0) }))
}

export interface DayShare {
  readonly day: string
  readonly part: number
  readonly whole: number
  /** Nothing where nobody asked. */
  readonly value: number | undefined
}

/** How much of what was asked each day was answered. */
export function coverageByDay({ from, to, hours }: Pick<Figures, 'from' | 'to' | 'hours'>): readonly DayShare[] {
  const sums = new Map(daysOf(from, to).map((day) => [day, { part: 0, whole: 0 }]))
  for (const { day, answered, asked } of hours) {
    const of = sums.get(day)
    if (!of) continue
    of.part += answered
    of.whole += asked
  }
  return [...sums].map(([day, { part, whole }]) => ({ day, part, whole, value: whole === 0 ? undefined : part / whole }))
}

function daysOf(from: string, to: string): readonly string[] {
  const many = lengthOf({ from, to })
  return Array.from({ length: many }, (_, index) => daysUpTo(to, many - index))
}

/** How far the confidence of a week is from that of the weeks before, by its population stability index. */
export function driftOf(index: number | null | undefined): 'unknown' | 'none' | 'some' | 'much' {
  if (index === null || index === undefined) return 'unknown'
  if (index < DRIFT.some) return 'none'
  return index < DRIFT.much ? 'some' : 'much'
}

export const DRIFT = { some: 0.1, much: 0.25 } as const

export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '—' : `${(share * 100).toFixed(1)}%`
}
