import { computed, onScopeDispose, readonly, shallowReadonly, shallowRef, watch } from 'vue'
import { ChatFailure, chatPoster, conversationEraser, type Erase, type FailureKind, type PostChat, type Utterance } from './api'
import { newConversationId } from './conversationId'
import { historyIn, type History } from './history'
import type { Reply } from './reply'

export const MAX_TEXT = 500

export interface Failure {
  readonly kind: FailureKind
  readonly retryAfterSeconds: number | undefined
}

/** One line of the conversation, as shown. */
export type Turn = CitizenTurn | AssistantTurn | AgentTurn
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

/** Something that a person says (人工坐席). */
export interface AgentTurn {
  readonly speaker: 'agent'
  readonly key: number
  readonly text: string
}

/** Whom the citizen speaks to: gives the reply, or nothing if it comes by {@link AgentTurn}s. */
export type Listener = (text: string, signal: AbortSignal) => Promise<Reply | undefined>

/**
 * One conversation with the assistant: what was said so far, and the ways to go on. One question is under way at most;
 * a second is not accepted until the first is answered or has failed. Leaving the scope cancels what is under way. What the history
 * has kept goes on; a question that was under way at a reload can be sent again.
 */
export function useConversation({
  post = chatPoster(),
  newId = newConversationId,
  history = historyIn(),
  erase = conversationEraser(),
  channel = 'web',
}: { post?: PostChat; newId?: () => string; history?: History; erase?: Erase; channel?: Utterance['channel'] } = {}) {
  const kept = history.load()
  const turns = shallowRef<readonly Turn[]>(kept?.turns ?? [])
  const waiting = shallowRef<AbortController>()
  const sending = computed(() => waiting.value !== undefined)
  const conversation = shallowRef(kept?.conversation ?? newId())
  let keys = turns.value.reduce((highest, { key }) => Math.max(highest, key), 0)

  /** What is still under way would, after a reload, be waited for in vain. */
  function asKept(turn: Turn): Turn {
    const underWay = turn.speaker === 'citizen' && sending.value && turn === turns.value[turns.value.length - 1]
    return underWay ? { ...turn, failure: { kind: 'unreachable', retryAfterSeconds: undefined } } : turn
  }

  /** Says the text; false if it is blank, too long, or a question is under way, and then nothing is sent. */
  function say(text: string, to: Listener = assistant): boolean {
    const said = text.trim()
    if (said === '' || said.length > MAX_TEXT || sending.value) return false
    void send(said, to)
    return true
  }

  /** Says a failed text again, at the end of the conversation. */
  function retry(key: number, to: Listener = assistant): boolean {
    const failed = turns.value.find((turn) => turn.key === key)
    if (failed?.speaker !== 'citizen' || !failed.failure || sending.value) return false
    turns.value = turns.value.filter((turn) => turn !== failed)
    void send(failed.text, to)
    return true
  }

  /** Forgets what was said, here and at the server, and begins a new conversation. */
  function startOver() {
    if (turns.value.length > 0) void erase(conversation.value)
    waiting.value?.abort()
    waiting.value = undefined
    turns.value = []
    conversation.value = newId()
    history.wipe()
  }

  /** Shows what an agent says. */
  function hear(text: string) {
    turns.value = [...turns.value, { speaker: 'agent', key: ++keys, text }]
  }

  function assistant(text: string, signal: AbortSignal): Promise<Reply> {
    return post({ conversation: conversation.value, text, channel }, signal)
  }

  async function send(text: string, to: Listener) {
    const asking = new AbortController()
    const turn: CitizenTurn = { speaker: 'citizen', key: ++keys, text, failure: undefined }
    turns.value = [...turns.value, turn]
    waiting.value = asking
    try {
      const reply = await to(text, asking.signal)
      if (asking.signal.aborted) return
      if (reply) turns.value = [...turns.value, { speaker: 'assistant', key: ++keys, reply }]
    } catch (cause) {
      if (asking.signal.aborted) return
      const failure = failureFrom(cause)
      turns.value = turns.value.map((other) => (other === turn ? { ...turn, failure } : other))
    }
    waiting.value = undefined
  }

  watch(turns, (all) => {
    if (all.length > 0) history.keep({ conversation: conversation.value, turns: all.map(asKept) })
  })
  onScopeDispose(() => waiting.value?.abort())
  return { conversation: readonly(conversation), turns: shallowReadonly(turns), sending, say, retry, hear, startOver }
}

function failureFrom(cause: unknown): Failure {
  return cause instanceof ChatFailure
    ? { kind: cause.kind, retryAfterSeconds: cause.retryAfterSeconds }
    : { kind: 'unreachable', retryAfterSeconds: undefined }
}
