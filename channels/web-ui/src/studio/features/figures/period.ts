import type { Period } from '../../api/server'
import { isoDay } from '../../time'

/** So many days, up to today. */
export const SPANS = [7, 30, 90] as const
/** As many as the server counts at once. */
export const MOST_DAYS = 180
export const CHANNELS = ['web', 'wechat', 'hotline', 'kiosk'] as const

export type ChosenPeriod = Required<Pick<Period, 'from' | 'to'>> & { readonly channel: string }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const DAY_MS = 86_400_000

/** So many days up to one, both counted. */
export function daysUpTo(to: string, days: number): string {
  return new Date(Date.parse(`${to}T00:00:00Z`) - (days - 1) * DAY_MS).toISOString().slice(0, 10)
}

/** How many days those are, both counted; not a number where one is no day. */
export function lengthOf({ from, to }: Pick<ChosenPeriod, 'from' | 'to'>): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS + 1
}

/** Which days an address asks for: the last thirty where it does not say, or says what cannot be counted. */
export function periodOf(query: Readonly<Record<string, unknown>>, today: Date): ChosenPeriod {
  const text = (key: string) => (typeof query[key] === 'string' ? query[key] : '')
  const usual = isoDay(today)
  const channel = CHANNELS.find((one) => one === text('channel')) ?? ''
  const asked = { from: text('from'), to: text('to') }
  const days = lengthOf(asked)
  if (DAY.test(asked.from) && DAY.test(asked.to) && days >= 1 && days <= MOST_DAYS) return { ...asked, channel }
  return { from: daysUpTo(usual, 30), to: usual, channel }
}

export function queryOf({ from, to, channel }: ChosenPeriod): Record<string, string> {
  return { from, to, ...(channel === '' ? {} : { channel }) }
}
