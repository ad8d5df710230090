import type { MatterRow } from '../../api/server'
import { daysUntil } from '../../time'

export type SortKey = 'catalogue' | 'name' | 'completeness' | 'unsure' | 'expires' | 'templates' | 'phrasings'

/** What of the list of matters somebody wants to see. */
export interface MatterFilters {
  readonly words: string
  readonly category: string
  readonly department: string
  /** Only matters that lack something. */
  readonly incomplete: boolean
  /** Only matters of which something ends within {@link SOON_DAYS} days, or has ended. */
  readonly expiring: boolean
  /** Only matters with facts that are not confirmed. */
  readonly unsure: boolean
  readonly sort: SortKey
  readonly descending: boolean
}

export const SOON_DAYS = 30

export const everything: MatterFilters = {
  words: '',
  category: '',
  department: '',
  incomplete: false,
  expiring: false,
  unsure: false,
  sort: 'catalogue',
  descending: false,
}

export const isIncomplete = ({ completeness }: MatterRow) => completeness < 1
export const isUnsure = ({ unsure }: MatterRow) => unsure > 0
export const isExpiring = ({ expires }: MatterRow, today: Date) => expires !== undefined && daysUntil(expires, today) <= SOON_DAYS

const collator = new Intl.Collator('zh-CN')

/** The rows to show, in order. Words narrow together; each may stand in any name of the matter. */
export function shown(rows: readonly MatterRow[], filters: MatterFilters, today: Date): readonly MatterRow[] {
  const wanted = filters.words.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const kept = rows.filter(
    (row) =>
      wanted.every((word) => [row.id, row.name, row.shortName, row.category, row.department].some((part) => part.toLowerCase().includes(word))) &&
      (filters.category === '' || row.category === filters.category) &&
      (filters.department === '' || row.department === filters.department) &&
      (!filters.incomplete || isIncomplete(row)) &&
      (!filters.expiring || isExpiring(row, today)) &&
      (!filters.unsure || isUnsure(row)),
  )
  const order = orders[filters.sort]
  if (order) kept.sort((one, other) => (filters.descending ? order(other, one) : order(one, other)))
  return kept
}

const orders: Record<SortKey, ((one: MatterRow, other: MatterRow) => number) | undefined> = {
  catalogue: undefined,
  name: (one, other) => collator.compare(one.shortName, other.shortName),
  completeness: (one, other) => one.completeness - other.completeness,
  unsure: (one, other) => one.unsure - other.unsure,
  expires: (one, other) => (one.expires ?? '9999').localeCompare(other.expires ?? '9999'),
  templates: (one, other) => one.templates - other.templates,
  phrasings: (one, other) => one.phrasings - other.phrasings,
}

type Query = Readonly<Record<string, unknown>>

/** The filters as an address says them. */
export function filtersOf(query: Query): MatterFilters {
  const text = (key: string) => (typeof query[key] === 'string' ? query[key] : '')
  const sort = text('sort')
  const key = sort.replace(/^-/, '')
  return {
    words: text('q'),
    category: text('category'),
    department: text('department'),
    incomplete: text('incomplete') === '1',
    expiring: text('expiring') === '1',
    unsure: text('unsure') === '1',
    sort: Object.keys(orders).includes(key) ? (key as SortKey) : 'catalogue',
    descending: sort.startsWith('-'),
  }
}

/** The address of filters; what is as usual is left out. */
export function queryOf(filters: MatterFilters): Record<string, string> {
  const flag = (on: boolean) => (on ? '1' : '')
  const said = {
    q: filters.words,
    category: filters.category,
    department: filters.department,
    incomplete: flag(filters.incomplete),
    expiring: flag(filters.expiring),
    unsure: flag(filters.unsure),
    sort: filters.sort === 'catalogue' ? '' : `${filters.descending ? '-' : ''}${filters.sort}`,
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))
}
