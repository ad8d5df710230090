import { describe, expect, it } from 'vitest'
import { card as wired } from './calls.fixture'
import { EMPTY, over, shown, withdrawn, type Deck } from './deck'
import { frameOf, type Card } from './wire'

function card(id: string, about: object = {}): Card {
  const frame = frameOf(JSON.stringify({ type: 'suggestion', ...wired(id, about) }))
  if (frame?.type !== 'suggestion') throw new Error('no card')
  return frame.card
}

const deckOf = (...cards: Card[]): Deck => cards.reduce(shown, EMPTY)
const ids = (deck: Deck) => deck.map((one) => one?.id)

describe('the places of cards', () => {
  it('are filled from the first', () => {
    expect(ids(deckOf(card('a'), card('b')))).toEqual(['a', 'b', undefined])
  })

  it('stay those of the cards when one beside them goes', () => {
    const deck = withdrawn(deckOf(card('a'), card('b'), card('c')), ['a'])
    expect(ids(deck)).toEqual([undefined, 'b', 'c'])
    expect(ids(shown(deck, card('d')))).toEqual(['d', 'b', 'c'])
  })

  it('are kept by newer words of the same card, and by what supersedes it', () => {
    const deck = deckOf(card('a'), card('b'), card('c'))
    expect(shown(deck, card('b', { spoken: '新的' }))[1]?.spoken).toBe('新的')
    expect(ids(shown(deck, card('d', { supersedes: ['b', 'c'] })))).toEqual(['a', 'd', undefined])
  })

  it('are given up by the oldest that is no risk where there is none free', () => {
    expect(ids(deckOf(card('r', { kind: 'risk' }), card('b'), card('c'), card('d')))).toEqual(['r', 'd', 'c'])
  })

  it('do not change where nothing is withdrawn', () => {
    const deck = deckOf(card('a'))
    expect(withdrawn(deck, ['x'])).toBe(deck)
  })
})

describe('the time of a card', () => {
  const deck = deckOf(card('a', { expires: '2026-11-23T08:00:00Z' }), card('b'), card('c', { expires: Date.parse('2026-11-23T09:00:00Z') }))
  const end = Date.parse('2026-11-23T08:00:00Z')

  it('is over a while after the server said, as it renews without saying so', () => {
    expect(over(deck, end + 29_999, () => end - 60_000)).toEqual([])
    expect(over(deck, end + 30_000, () => end - 60_000)).toEqual(['a'])
  })

  it('is the server\'s to tell where the clock here is wrong', () => {
    expect(over(deck, end + 40_000, () => end + 1)).toEqual([])
  })
})
