import { tabMemory, type Memory } from '@/memory'
import { readReply } from './reply'
import type { Turn } from './useConversation'

const KEY = 'banshi.conversation'
/** In characters; browsers allow a page some five million, and writing must stay quick. */
const MAX_LENGTH = 200_000

/** A conversation as it is kept. */
export interface Kept {
  readonly conversation: string
  readonly turns: readonly Turn[]
}

/** Keeps the conversation while the tab is open, so that a reload does not lose it (对话记录). It never leaves the browser. */
export interface History {
  readonly load: () => Kept | undefined
  readonly keep: (kept: Kept) => void
  readonly wipe: () => void
}

/** The oldest turns go where all of them are too much. */
export function historyIn(memory: Memory = tabMemory, maxLength = MAX_LENGTH): History {
  return {
    load: () => keptFrom(memory.read(KEY)),
    keep: ({ conversation, turns }) => {
      for (let from = 0; from <= turns.length; from++) {
        const json = JSON.stringify({ conversation, turns: turns.slice(from) })
        if (json.length <= maxLength && memory.write(KEY, json)) return
      }
      memory.forget(KEY)
    },
    wipe: () => {
      memory.forget(KEY)
    },
  }
}

/** Whoever wrote it may have been an older page: what cannot be read is left out. */
function keptFrom(json: string | null): Kept | undefined {
  try {
    const kept = JSON.parse(json ?? 'null') as { conversation?: unknown; turns?: unknown } | null
    if (typeof kept?.conversation !== 'string' || !Array.isArray(kept.turns)) return undefined
    return { conversation: kept.conversation, turns: kept.turns.flatMap((turn, index) => turnFrom(turn as Partial<Json>, index + 1)) }
  } catch {
    return undefined
  }
}

type Json = Record<'speaker' | 'text' | 'reply' | 'failure', unknown>

function turnFrom(turn: Partial<Json> | null, key: number): Turn[] {
  if (turn?.speaker === 'assistant') {
    const reply = readReply(turn.reply)
    return reply ? [{ speaker: 'assistant', key, reply }] : []
  }
  if (turn?.speaker === 'citizen' && typeof turn.text === 'string') {
    // of a failure it is enough to know that it can be tried again
    const failure = turn.failure ? { kind: 'unreachable' as const, retryAfterSeconds: undefined } : undefined
    return [{ speaker: 'citizen', key, text: turn.text, failure }]
  }
  if (turn?.speaker === 'agent' && typeof turn.text === 'string') return [{ speaker: 'agent', key, text: turn.text }]
  return []
}
