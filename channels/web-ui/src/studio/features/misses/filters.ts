import type { Miss, MissState } from '../../api/server'

export const STATES = ['open', 'put-off', 'not-ours', 'mended'] as const
export const KINDS = ['asked-back', 'unrecognised', 'declined', 'handed-off', 'corrected', 'unhelpful', 'badly-rated', 'card-rejected', 'card-edited', 'no-answer', 'not-found'] as const
export const CHANNELS = ['web', 'wechat', 'hotline', 'kiosk'] as const

/** Which of the misses somebody wants to see; empty means all. State and order are the server's to heed. */
export interface MissFilters {
  readonly state: MissState
  readonly order: 'usual' | 'growth'
  readonly words: string
  readonly kind: string
  readonly channel: string
}

/** Those of a list, in its order; early signs (未诉先办) apart, for they stand first whatever the order. */
export function shown(misses: readonly Miss[], { words, kind, channel }: MissFilters): { early: readonly Miss[]; others: readonly Miss[] } {
  const wanted = words.trim().toLowerCase()
  const kept = misses.filter(
    (miss) =>
      (kind === '' || (miss.kinds[kind] ?? 0) > 0) &&
      (channel === '' || (miss.channels[channel] ?? 0) > 0) &&
      (wanted === '' || [miss.title, ...miss.wordings.map(({ text }) => text)].some((text) => text.toLowerCase().includes(wanted))),
  )
  return { early: kept.filter(({ early }) => early), others: kept.filter(({ early }) => !early) }
}

type Query = Readonly<Record<string, unknown>>

/** The filters as an address says them. */
export function filtersOf(query: Query): MissFilters {
  const text = (key: string) => (typeof query[key] === 'string' ? query[key] : '')
  const among = <T extends string>(values: readonly T[], key: string) => values.find((value) => value === text(key))
  return {
    state: among(STATES, 'state') ?? 'open',
    order: among(['growth'], 'order') ?? 'usual',
    words: text('q'),
    kind: among(KINDS, 'kind') ?? '',
    channel: among(CHANNELS, 'channel') ?? '',
  }
}

/** The address of filters; what is as usual is left out. */
export function queryOf({ state, order, words, kind, channel }: MissFilters): Record<string, string> {
  const said = { state: state === 'open' ? '' : state, order: order === 'usual' ? '' : order, q: words, kind, channel }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))
}
