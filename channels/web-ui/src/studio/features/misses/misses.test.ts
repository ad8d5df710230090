import { describe, expect, it } from 'vitest'
import type { Miss } from '../../api/server'
import { filtersOf, queryOf, shown } from './filters'
import { everyDay, growthOf, worthAdding } from './said'

const miss = (title: string, part: Partial<Miss> = {}): Miss => ({
  id: title,
  title,
  state: 'open',
  early: false,
  back: false,
  turns: 3,
  conversations: 3,
  wordings: [],
  kinds: { unrecognised: 3 },
  channels: { web: 3 },
  days: [],
  foundAt: '2026-11-20T00:00:00Z',
  lastAt: '2026-11-22T00:00:00Z',
  lastDay: { seen: 0, expected: 0.1, p: 1 },
  ...part,
})

describe('which misses are shown', () => {
  const misses = [miss('学生卡怎么补', { kinds: { declined: 3 } }), miss('市民卡', { early: true }), miss('老年卡', { channels: { wechat: 2 }, wordings: [{ text: '爷爷的公交卡', conversations: 2, turns: 2 }] })]
  const titles = (query: Record<string, string>) => {
    const { early, others } = shown(misses, filtersOf(query))
    return [...early, ...others].map(({ title }) => title)
  }

  it('has early signs first, whatever the order', () => {
    expect(titles({})).toEqual(['市民卡', '学生卡怎么补', '老年卡'])
  })

  it.each([
    [{ kind: 'declined' }, ['学生卡怎么补']],
    [{ channel: 'wechat' }, ['老年卡']],
    [{ q: '公交' }, ['老年卡']],
    [{ kind: 'declined', channel: 'wechat' }, []],
  ])('%j', (query, found) => {
    expect(titles(query as Record<string, string>)).toEqual(found)
  })

  it('is what the address says, and nonsense there is as usual', () => {
    const query = { state: 'put-off', order: 'growth', q: '卡', kind: 'corrected', channel: 'kiosk' }
    expect(queryOf(filtersOf(query))).toEqual(query)
    expect(queryOf(filtersOf({ state: 'gone', order: 'x', kind: 'toString', channel: ['web'] }))).toEqual({})
  })
})

describe('what is said of a miss', () => {
  it.each([
    [{ seen: 0, expected: 1, growth: 0, p: 1 }, '最近一天没人问'],
    [{ seen: 4, expected: 0, p: 0.001 }, '最近一天 4 人问，以前没人问过'],
    [{ seen: 9, expected: 1.23, growth: 7.317, p: 0.0001 }, '最近一天 9 人问，平时约 1.2 人：是平时的 7.3 倍'],
    [{ seen: 2, expected: 1.8, growth: 1.11, p: 0.5 }, '最近一天 2 人问，和平时差不多'],
    [{ seen: 1, expected: 12.3, growth: 0.08, p: 1 }, '最近一天 1 人问，比平时（约 12 人）少'],
  ])('%j: %s', (lastDay, said) => {
    expect(growthOf(lastDay)).toBe(said)
  })

  it('offers for phrasings what nothing was taken out of', () => {
    const said = (text: string) => ({ text, conversations: 1, turns: 1 })
    expect(worthAdding([said('某人的卡丢了'), said('卡丢了'), said('拨某号码没人接'), said('卡没了')])).toEqual(['卡丢了', '卡没了'])
    expect(worthAdding([said('一'), said('二')], 1)).toEqual(['一'])
  })

  it('has every day, over the end of a month', () => {
    expect(everyDay([{ day: '2026-11-01', turns: 4 }], '2026-11-02', 3)).toEqual([
      { day: '2026-10-31', turns: 0 },
      { day: '2026-11-01', turns: 4 },
      { day: '2026-11-02', turns: 0 },
    ])
  })
})
