import { computed, onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import { ChatFailure, chatPoster, type FailureKind, type PostChat, type Utterance } from './api'
import { newConversationId } from './conversationId'
import { historyIn, type History } from './history'
import type { Reply } from './reply'

export const MAX_TEXT = 500

export interface Failure {
  readonly kind: FailureKind
  readonly retryAfterSeconds: number | undefined
}

/** One line of the conversation, as shown. */
export type Turn = CitizenTurn | AssistantTurn
export interface CitizenTurn {
  readonly speaker: 'citizen'
  readonly key: number
  readonly text: string
  readonly failure: Failure | undefined
}
export interface AssistantTurn {
  readonly speaker: 'assistant'
  readonly key: number
  readonly reply: Reply
}

/**
 * One conversation with the assistant: what was said so far, and the ways to go on. One question is under way at most;
 * a second is not accepted until the first is answered or has failed. Leaving the scope cancels what is under way. What the history
 * has kept goes on; a question that was under way at a reload can be sent again.
 */
export function useConversation({
  post = chatPoster(),
  newId = newConversationId,
  history = historyIn(),
  channel = 'web',
}: { post?: PostChat; newId?: () => string; history?: History; channel?: Utterance['channel'] } = {}) {
  const kept = history.load()
  const turns = shallowRef<readonly Turn[]>(kept?.turns ?? [])
  const waiting = shallowRef<AbortController>()
  const sending = computed(() => waiting.value !== undefined)
  let conversation = kept?.conversation ?? newId()
  let keys = turns.value.reduce((highest, { key }) => Math.max(highest, key), 0)

  /** What is still under way would, after a reload, be waited for in vain. */
  function asKept(turn: Turn): Turn {
    const underWay = turn.speaker === 'citizen' && sending.value && turn === turns.value[turns.value.length - 1]
    return underWay ? { ...turn, failure: { kind: 'unreachable', retryAfterSeconds: undefined } } : turn
  }

  /** Says the text; false if it is blank, too long, or a question is under way, and then nothing is sent. */
  function say(text: string): boolean {
    const said = text.trim()
    if (said === '' || said.length > MAX_TEXT || sending.value) return false
    void send(said)
    return true
  }

  /** Says a failed text again, at the end of the conversation. */
  function retry(key: number): boolean {
    const failed = turns.value.find((turn) => turn.key === key)
    if (failed?.speaker !== 'citizen' || !failed.failure || sending.value) return false
    turns.value = turns.value.filter((turn) => turn !== failed)
    void send(failed.text)
    return true
  }

  /** Forgets what was said and begins a new conversation. */
  function startOver() {
    waiting.value?.abort()
    waiting.value = undefined
    turns.value = []
    conversation = newId()
    history.wipe()
  }

  async function send(text: string) {
    const asking = new AbortController()
    const turn: CitizenTurn = { speaker: 'citizen', key: ++keys, text, failure: undefined }
    turns.value = [...turns.value, turn]
    waiting.value = asking
    try {
      const reply = await post({ conversation, text, channel }, asking.signal)
      if (asking.signal.aborted) return
      turns.value = [...turns.value, { speaker: 'assistant', key: ++keys, reply }]
    } catch (cause) {
      if (asking.signal.aborted) return
      const failure = failureFrom(cause)
      turns.value = turns.value.map((other) => (other === turn ? { ...turn, failure } : other))
    }
    waiting.value = undefined
  }

  watch(turns, (all) => {
    if (all.length > 0) history.keep({ conversation, turns: all.map(asKept) })
  })
  onScopeDispose(() => waiting.value?.abort())
  return { turns: shallowReadonly(turns), sending, say, retry, startOver }
}

function failureFrom(cause: unknown): Failure {
  return cause instanceof ChatFailure
    ? { kind: cause.kind, retryAfterSeconds: cause.retryAfterSeconds }
    : { kind: 'unreachable', retryAfterSeconds: undefined }
}
