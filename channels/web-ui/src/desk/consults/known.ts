import type { EarlierTurn, Opened } from '../api'
import type { LiveCall } from '../calls/useCalls'
import type { Card } from '../calls/wire'

/** A matter that may be meant, and which side of it. */
export interface Known {
  readonly matter: string
  readonly name: string
  readonly aspect?: string
}

/** The matters of a call, that of the newest card first, then those of what was found by hand. */
export function knownInCall(call: LiveCall | undefined, found: readonly Card[]): readonly Known[] {
  const cards = (call?.deck.value ?? []).filter((card) => card?.matter !== undefined).sort((a, b) => numberOf(b) - numberOf(a))
  const draft = call?.summary.value?.draft
  return once([
    ...cards.flatMap((card) => knownIn(card, call)),
    ...(draft?.matter === undefined ? [] : [{ matter: draft.matter, name: draft.matterName ?? draft.matter }]),
    ...found.flatMap((card) => knownIn(card, call)),
    ...[...(call?.matters.value ?? [])].map(([matter, name]) => ({ matter, name })),
  ])
}

/** Those that a citizen has talked about, the latest first, then those of what was found by hand. */
export function knownInHandoff(opened: Opened, found: readonly Card[]): readonly Known[] {
  const turns = opened.turns.filter(({ matter, matterName }) => matter !== undefined && matterName !== undefined).reverse()
  return once([...turns.map(({ matter = '', matterName = '' }) => ({ matter, name: matterName })), ...found.flatMap((card) => knownIn(card, undefined))])
}

/** What the caller said last. */
export function lastOfCall(call: LiveCall): string {
  const { order, lines } = call.transcript
  const last = order.value.filter((id) => lines.get(id)?.speaker === 'caller').at(-1)
  return (last === undefined ? undefined : lines.get(last)?.text) ?? ''
}

/** What the citizen wrote last. */
export function lastOfHandoff({ messages, turns }: Opened): string {
  const last: EarlierTurn | undefined = turns.at(-1)
  return messages.filter(({ from }) => from === 'citizen').at(-1)?.text ?? last?.said ?? ''
}

/** The ids of a call count up. */
function numberOf(card: Card | undefined): number {
  return Number(/\d+$/.exec(card?.id ?? '')?.[0] ?? 0)
}

function knownIn(card: Card | undefined, call: LiveCall | undefined): readonly Known[] {
  if (card?.matter === undefined) return []
  const { matter, aspect, title } = card
  return [{ matter, name: call?.matters.value.get(matter) ?? title, ...(aspect === undefined ? {} : { aspect }) }]
}

function once(all: readonly Known[]): readonly Known[] {
  return all.filter(({ matter }, i) => all.findIndex((other) => other.matter === matter) === i)
}
