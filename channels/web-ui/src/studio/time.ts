import { timeZone } from '@/zone'

const days = new Intl.DateTimeFormat('zh-CN', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
const moments = new Intl.DateTimeFormat('zh-CN', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const isoDays = new Intl.DateTimeFormat('sv-SE', { timeZone }) // Swedes write days as ISO 8601 does

/** The day of a time. */
export function day(at: string): string {
  return said(days, at)
}

/** The day and the time of day. */
export function moment(at: string): string {
  return said(moments, at)
}

function said(format: Intl.DateTimeFormat, at: string): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? '' : format.format(date)
}

/** How many days from one day (2026-11-23) to another; negative where it is past. */
export function daysUntil(day: string, today: Date): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${isoDay(today)}T00:00:00Z`)) / 86_400_000)
}

/** A day as addresses and the server write it (2026-11-23). */
export function isoDay(date: Date): string {
  return isoDays.format(date)
}
