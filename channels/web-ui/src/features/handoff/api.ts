import { call, type Fetch } from '@/api/call'

/** How far a citizen is on the way to a person (转人工). */
export interface Handoff {
  readonly state: 'waiting' | 'taken' | 'closed' | 'callback'
  /** Absent where nobody is waited for: a number to call back is asked for, or has been taken. */
  readonly id?: string
  readonly position?: number
  readonly waitSeconds?: number
}

export interface Message {
  readonly seq: number
  readonly from: 'citizen' | 'agent'
  readonly text: string
  readonly at: string
}

/** All reject when nobody is reached or the server says no. */
export interface HandoffDesk {
  readonly open: (conversation: string, phone?: string) => Promise<Handoff>
  /** Waits at the server until there is news, up to half a minute: messages after that number, or another state than the one known. */
  readonly news: (id: string, after: number, known: string, signal: AbortSignal) => Promise<Handoff & { readonly messages: readonly Message[] }>
  readonly say: (id: string, text: string, signal: AbortSignal) => Promise<void>
  readonly close: (id: string) => Promise<void>
}

const HANDOFFS = '/api/v1/handoffs'
const at = (id: string) => `${HANDOFFS}/${encodeURIComponent(id)}`

export function handoffDesk({ fetch = window.fetch.bind(window) }: { fetch?: Fetch } = {}): HandoffDesk {
  return {
    open: async (conversation, phone) => {
      const body = phone === undefined ? { conversation } : { conversation, callback: { phone } }
      return handoffFrom(await (await call(fetch, 'POST', HANDOFFS, body)).json())
    },
    news: async (id, after, known, signal) => {
      const json: unknown = await (await call(fetch, 'GET', `${at(id)}?after=${after}&state=${known}`, undefined, signal)).json()
      const messages: unknown = isJson(json) ? json.messages : undefined
      return { ...handoffFrom(json), messages: Array.isArray(messages) ? messages.filter(isMessage) : [] }
    },
    say: async (id, text, signal) => {
      await call(fetch, 'POST', `${at(id)}/messages`, { text }, signal)
    },
    close: async (id) => {
      await call(fetch, 'DELETE', at(id))
    },
  }
}

function handoffFrom(json: unknown): Handoff {
  if (!isJson(json) || !isState(json.state)) throw new Error('reading a handoff: it is not one of the contract')
  return {
    state: json.state,
    ...(typeof json.id === 'string' ? { id: json.id } : {}),
    ...(typeof json.position === 'number' ? { position: json.position } : {}),
    ...(typeof json.waitSeconds === 'number' ? { waitSeconds: json.waitSeconds } : {}),
  }
}

function isState(value: unknown): value is Handoff['state'] {
  return value === 'waiting' || value === 'taken' || value === 'closed' || value === 'callback'
}

function isMessage(value: unknown): value is Message {
  return isJson(value) && typeof value.seq === 'number' && typeof value.text === 'string' && (value.from === 'agent' || value.from === 'citizen')
}

function isJson(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
