import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { counted, moment } from './time'

it.each([
  [-3, '00:00'],
  [7.9, '00:07'],
  [187, '03:07'],
  [3599, '59:59'],
  [3787, '1:03:07'],
])('counts %s seconds as %s', (seconds, text) => {
  expect(counted(seconds)).toBe(text)
})

describe.each(['America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati'])('for whoever looks in %s', (zone) => {
  beforeEach(() => {
    vi.stubEnv('TZ', zone)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it('tells the time of day in the city, and the day if it is not today there', () => {
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
    const now = Date.parse('2026-11-23T01:30:00Z') // half past nine in the morning
    expect(moment('2026-11-23T00:05:00Z', now)).toBe('08:05')
    expect(moment('2026-11-22T16:05:00Z', now)).toBe('00:05')
    expect(moment('2026-11-22T15:55:00Z', now)).toBe('11月22日 23:55')
    expect(moment('2025-11-23T00:05:00Z', now)).toBe('11月23日 08:05')
    expect(moment('no time', now)).toBe('')
  })
})
