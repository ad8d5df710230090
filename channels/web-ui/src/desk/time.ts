import { timeZone } from '@/zone'

const DAY = 86_400_000

/** As a clock that counts: 03:07; past an hour 1:03:07. */
export function counted(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

const hour = new Intl.DateTimeFormat('zh-CN', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('zh-CN', { timeZone, month: 'long', day: 'numeric' })

/** When it was, on the city's clocks: the time of day, and which day if not today. */
export function moment(at: string, now: number): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  const time = hour.format(date)
  return day.format(date) === day.format(now) && Math.abs(now - date.getTime()) < DAY ? time : `${day.format(date)} ${time}`
}
