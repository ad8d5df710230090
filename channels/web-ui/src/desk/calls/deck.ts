import type { Card } from './wire'

/** How many cards an agent takes in while somebody speaks. */
export const PLACES = 3

/**
 * The cards that hold, each in a place that it keeps (卡片位): the key of a place must not mean another card because one beside it came or
 * went. A risk stands in the first free place like all others, and is drawn above them.
 */
export type Deck = readonly (Card | undefined)[]

export const EMPTY: Deck = Array.from({ length: PLACES }, () => undefined)

/** With that card: in the place of itself, or of what it supersedes, or in the first that is free, or instead of the oldest that is no risk. */
export function shown(deck: Deck, card: Card): Deck {
  const rest = withdrawn(deck, card.supersedes)
  const own = deck.findIndex((other) => other?.id === card.id)
  const superseded = deck.findIndex((other) => other !== undefined && card.supersedes.includes(other.id))
  const free = rest.indexOf(undefined)
  const oldest = rest.findIndex((other) => other?.kind !== 'risk')
  const place = [own, superseded, free, oldest].find((one) => one >= 0)
  return place === undefined ? rest : rest.map((other, i) => (i === place ? card : other))
}

/** Without those; the same deck where it has none of them. */
export function withdrawn(deck: Deck, ids: readonly string[]): Deck {
  return deck.some((card) => card && ids.includes(card.id)) ? deck.map((card) => (card && ids.includes(card.id) ? undefined : card)) : deck
}

/** The server renews what holds on without saying so each time, and withdraws what does not. */
const GRACE_MS = 30_000

/**
 * Those whose time is well over, as when the line is broken and nothing is withdrawn. One that was over when it came is not: then it is the
 * clock here that is wrong.
 */
export function over(deck: Deck, now: number, shownAt: (card: Card) => number | undefined): readonly string[] {
  return deck.flatMap((card) => {
    const since = card && shownAt(card)
    return card?.expires !== undefined && since !== undefined && card.expires > since && card.expires + GRACE_MS <= now ? [card.id] : []
  })
}
