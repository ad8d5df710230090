import { shallowReactive, shallowRef, triggerRef, type ShallowReactive, type ShallowRef } from 'vue'
import type { Utterance } from './wire'

/** How many lines are on the screen at most, however long the call is. */
export const LINES = 200

/**
 * What was said in a call (通话记录). To hear a word costs the same in the first minute and in the third hour: it is put in its place from
 * the end, and only what shows that line looks again.
 */
export interface Transcript {
  readonly lines: ShallowReactive<Map<string, Utterance>>
  /** The ids by when they begin, as far as that is known; the same list all along, which tells when it changes. */
  readonly order: Readonly<ShallowRef<readonly string[]>>
  hear: (utterance: Utterance) => void
  /** Told anew: what is not final any more and not among these was never said; all else stays, for no more than the end is told. */
  hearAgain: (utterances: readonly Utterance[]) => void
}

export function transcriptOf(utterances: readonly Utterance[]): Transcript {
  const lines = shallowReactive(new Map<string, Utterance>())
  const order = shallowRef<string[]>([])

  function put(utterance: Utterance): boolean {
    const known = lines.get(utterance.utteranceId)
    if (known?.final === true && !utterance.final) return false
    lines.set(utterance.utteranceId, utterance)
    if (known) return false
    let place = order.value.length
    const { startMs } = utterance
    if (startMs !== undefined) while (place > 0 && startOf(order.value[place - 1]) > startMs) place--
    order.value.splice(place, 0, utterance.utteranceId)
    return true
  }

  function startOf(id: string | undefined): number {
    return (id === undefined ? undefined : lines.get(id))?.startMs ?? -Infinity
  }

  for (const utterance of utterances) put(utterance)
  return {
    lines,
    order,
    hear: (utterance) => {
      if (put(utterance)) triggerRef(order)
    },
    hearAgain: (told) => {
      const ids = new Set(told.map(({ utteranceId }) => utteranceId))
      order.value = order.value.filter((id) => ids.has(id) || lines.get(id)?.final === true || !lines.delete(id))
      for (const utterance of told) put(utterance)
      triggerRef(order)
    },
  }
}

/** Which lines are shown: those before an end, at most so many; no end is the end of the call, wherever that is by now. */
export function shownLines(order: readonly string[], end: number | undefined): { readonly ids: readonly string[]; readonly before: number; readonly after: number } {
  const to = Math.min(end ?? order.length, order.length)
  const from = Math.max(0, to - LINES)
  return { ids: order.slice(from, to), before: from, after: order.length - to }
}

/** The end with which a line stands in the middle of what is shown; undefined where that is the end of the call. */
export function endAround(order: readonly string[], id: string): number | undefined {
  const place = order.lastIndexOf(id)
  const end = place + LINES / 2
  return place < 0 || end >= order.length ? undefined : Math.max(end, Math.min(LINES, order.length))
}
