import { expect, it } from 'vitest'
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

it('tells the time of day, and the day if it is not today', () => {
  const now = new Date(2026, 10, 23, 9, 30).getTime()
  expect(moment(new Date(2026, 10, 23, 8, 5).toISOString(), now)).toBe('08:05')
  expect(moment(new Date(2026, 10, 22, 17, 42).toISOString(), now)).toBe('11月22日 17:42')
  expect(moment('no time', now)).toBe('')
})
