import { describe, expect, it } from 'vitest'
import { byDay, byHour, channelsIn, coverageByDay, driftOf, isFew } from './counts'
import { daysUpTo, lengthOf, periodOf, queryOf } from './period'

const hour = (day: string, at: number, channel: string, turns: number, answered = turns, asked = turns) => ({ day, hour: at, channel, turns, answered, asked })
const hours = [hour('2026-11-01', 9, 'wechat', 4, 3, 4), hour('2026-11-01', 10, 'web', 2, 1, 1), hour('2026-11-03', 9, 'wechat', 5, 5, 5), hour('2026-11-03', 9, 'fax', 1, 0, 0)]

describe('the days that are counted', () => {
  const today = new Date(2026, 10, 23)
  it.each([
    [{}, '2026-10-25', '2026-11-23'],
    [{ from: '2026-02-27', to: '2026-03-01' }, '2026-02-27', '2026-03-01'],
    [{ from: '2026-11-02', to: '2026-11-01' }, '2026-10-25', '2026-11-23'],
    [{ from: '2026-01-01', to: '2026-11-01' }, '2026-10-25', '2026-11-23'],
    [{ from: 'soon', to: '2026-11-01' }, '2026-10-25', '2026-11-23'],
  ])('%j: %s to %s', (query, from, to) => {
    expect(periodOf(query, today)).toEqual({ from, to, channel: '' })
  })

  it('are both counted, over the end of a month', () => {
    expect(daysUpTo('2026-03-02', 3)).toBe('2026-02-28')
    expect(lengthOf({ from: '2026-02-28', to: '2026-03-02' })).toBe(3)
  })

  it('are what the address says', () => {
    const query = { from: '2026-11-01', to: '2026-11-03', channel: 'web' }
    expect(queryOf(periodOf(query, today))).toEqual(query)
    expect(queryOf(periodOf({ ...query, channel: 'fax' }, today))).not.toHaveProperty('channel')
  })
})

describe('what is counted', () => {
  const period = { from: '2026-11-01', to: '2026-11-03', hours }
  it('is every day by channel, also one without turns', () => {
    expect(byDay(period).map(({ name, sum, turns }) => [name, sum, turns])).toEqual([
      ['2026-11-01', 6, { wechat: 4, web: 2 }],
      ['2026-11-02', 0, {}],
      ['2026-11-03', 6, { wechat: 5, fax: 1 }],
    ])
  })

  it('is every hour of all days', () => {
    const found = byHour(hours)
    expect(found).toHaveLength(24)
    expect(found[9]).toEqual({ name: '9', turns: { wechat: 9, fax: 1 }, sum: 10 })
    expect(found[0]?.sum).toBe(0)
  })

  it('has our channels in our order, and others behind', () => {
    expect(channelsIn(hours)).toEqual(['web', 'wechat', 'fax'])
  })

  it('is coverage of what was asked; nothing where nobody asked', () => {
    expect(coverageByDay(period).map(({ value }) => value)).toEqual([0.8, undefined, 1])
  })

  it.each([
    [29, true],
    [30, false],
  ])('of %d is few: %s', (whole, few) => {
    expect(isFew({ whole })).toBe(few)
  })

  it.each([
    [null, 'unknown'],
    [0.099, 'none'],
    [0.1, 'some'],
    [0.25, 'much'],
  ])('drifts by %s: %s', (index, drift) => {
    expect(driftOf(index)).toBe(drift)
  })
})
