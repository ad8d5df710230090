import type { components } from '@/api/schema'
import { readReply, type Reply } from './reply'

/** The channel is the server's default; this page is always `web`. */
export type Utterance = components['schemas']['Utterance']

/** Sends one utterance. Rejects with {@link ChatFailure}, also once the signal is aborted. */
export type PostChat = (utterance: Utterance, signal: AbortSignal) => Promise<Reply>

/** Why no reply came: nobody reached or nothing sensible said, asked too often, or what was said was not accepted. */
export type FailureKind = 'unreachable' | 'busy' | 'refused'

export class ChatFailure extends Error {
  readonly kind: FailureKind
  /** When asking again may help, if the server said so. */
  readonly retryAfterSeconds: number | undefined

  constructor(kind: FailureKind, doing: string, retryAfterSeconds?: number) {
    super(doing)
    this.name = 'ChatFailure'
    this.kind = kind
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const PATIENCE_MS = 15_000

/** Makes the function that asks the server; a test hands in its own `fetch`. */
export function chatPoster({ fetch = window.fetch.bind(window), patienceMs = PATIENCE_MS } = {}): PostChat {
  return async (utterance, leaving) => {
    const giveUp = new AbortController()
    const stop = () => {
      giveUp.abort()
    }
    const timer = setTimeout(stop, patienceMs)
    leaving.addEventListener('abort', stop)
    if (leaving.aborted) stop()
    try {
      const response = await fetch('/api/v1/chat', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(utterance),
        signal: giveUp.signal,
      })
      if (!response.ok) throw failureOf(response)
      const reply = readReply(await response.json())
      if (!reply) throw new ChatFailure('unreachable', 'reading the reply: it is not one of the contract')
      return reply
    } catch (cause) {
      if (cause instanceof ChatFailure) throw cause
      throw new ChatFailure('unreachable', `asking the server: ${String(cause)}`)
    } finally {
      clearTimeout(timer)
      leaving.removeEventListener('abort', stop)
    }
  }
}

function failureOf({ status, headers }: Response): ChatFailure {
  const doing = `asking the server: status ${status}`
  if (status === 429) {
    const seconds = Number.parseInt(headers.get('Retry-After') ?? '', 10)
    return new ChatFailure('busy', doing, seconds > 0 ? seconds : undefined)
  }
  return new ChatFailure(status >= 400 && status < 500 ? 'refused' : 'unreachable', doing)
}

/** Has the server erase everything that it keeps of a conversation; never rejects, as the citizen can do nothing about it. */
export type Erase = (conversation: string) => Promise<void>

/** Makes the function that asks the server for it; it goes on even if the page is left. */
export function conversationEraser({ fetch = window.fetch.bind(window) } = {}): Erase {
  return async (conversation) => {
    try {
      await fetch('/api/v1/conversations/erase', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ conversation }),
        keepalive: true,
      })
    } catch {
      // it is deleted when it is old
    }
  }
}
