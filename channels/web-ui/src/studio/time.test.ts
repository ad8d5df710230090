import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { day, daysUntil, isoDay, moment } from './time'

describe.each(['America/New_York', 'Asia/Shanghai'])('time, for whoever looks in %s', (zone) => {
  beforeEach(() => {
    vi.stubEnv('TZ', zone)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })
  const lateEvening = '2026-11-23T16:30:00Z' // half past midnight in the city

  it('is told as in the city, whatever the clock of whoever looks is set to', () => {
    expect(isoDay(new Date(lateEvening))).toBe('2026-11-24')
    expect(day(lateEvening)).toBe('2026/11/24')
    expect(moment(lateEvening)).toBe('2026/11/24 00:30')
    expect(isoDay(new Date('2026-01-05T03:00:00Z'))).toBe('2026-01-05')
  })

  it('counts days from the city’s today', () => {
    expect(daysUntil('2026-11-24', new Date(lateEvening))).toBe(0)
    expect(daysUntil('2026-11-23', new Date(lateEvening))).toBe(-1)
    expect(daysUntil('2026-12-24', new Date(lateEvening))).toBe(30)
  })

  it('says nothing of what is no time', () => {
    expect(day('soon')).toBe('')
  })
})
