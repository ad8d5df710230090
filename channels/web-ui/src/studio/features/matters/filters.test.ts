import { describe, expect, it } from 'vitest'
import type { MatterRow } from '../../api/server'
import { everything, filtersOf, queryOf, shown, type MatterFilters } from './filters'

const row = (id: string, more: Partial<MatterRow> = {}): MatterRow => ({
  id,
  name: `${id}的全名`,
  shortName: id,
  category: '居民身份证',
  department: '户籍窗口',
  file: `matters/${id}.yaml`,
  confidence: 'high',
  unsure: 0,
  templates: 12,
  phrasings: 200,
  completeness: 1,
  missing: [],
  ...more,
})

const rows = [
  row('换身份证', { unsure: 3, expires: '2026-12-01' }),
  row('补身份证', { completeness: 0.8, missing: ['没有“进度查询”的模板'] }),
  row('上牌', { category: '机动车', department: '车管所', expires: '2027-06-01', completeness: 0.5 }),
]
const today = new Date(2026, 10, 23)
const ids = (filters: Partial<MatterFilters>) => shown(rows, { ...everything, ...filters }, today).map(({ id }) => id)

describe('shown', () => {
  it.each<[Partial<MatterFilters>, string[]]>([
    [{}, ['换身份证', '补身份证', '上牌']],
    [{ words: '身份证 换' }, ['换身份证']],
    [{ words: '车管所' }, ['上牌']],
    [{ category: '机动车' }, ['上牌']],
    [{ department: '户籍窗口' }, ['换身份证', '补身份证']],
    [{ incomplete: true }, ['补身份证', '上牌']],
    [{ unsure: true }, ['换身份证']],
    [{ expiring: true }, ['换身份证']],
    [{ sort: 'completeness' }, ['上牌', '补身份证', '换身份证']],
    [{ sort: 'expires' }, ['换身份证', '上牌', '补身份证']],
    [{ sort: 'unsure', descending: true }, ['换身份证', '补身份证', '上牌']],
  ])('%j', (filters, expected) => {
    expect(ids(filters)).toEqual(expected)
  })

  it('counts what has ended as ending soon', () => {
    expect(shown([row('a', { expires: '2026-11-01' }), row('b', { expires: '2026-12-23' }), row('c', { expires: '2026-12-24' })], { ...everything, expiring: true }, today).map(({ id }) => id)).toEqual(['a', 'b'])
  })
})

describe('the address', () => {
  it('says the filters, and nothing of what is as usual', () => {
    expect(queryOf(everything)).toEqual({})
    const filters = { ...everything, words: '证', unsure: true, sort: 'expires', descending: true } as const
    expect(queryOf(filters)).toEqual({ q: '证', unsure: '1', sort: '-expires' })
    expect(filtersOf(queryOf(filters))).toEqual(filters)
  })

  it('does not trip over what is none', () => {
    expect(filtersOf({ q: ['a'], sort: 'constructor', unsure: null })).toEqual(everything)
  })
})
