import { call, type Fetch } from '@/api/call'
import { asStaff } from '@/api/staff'
import type { Message } from '@/features/handoff'

/** A hand-off (转人工) that is open, as the queue shows it. */
export interface Waiting {
  readonly id: string
  readonly channel: string
  readonly state: 'waiting' | 'callback' | 'taken' | 'closed'
  readonly askedAt: string
  /** When the server answered. */
  readonly waitedSeconds: number
  /** Whether whoever looks has taken it. */
  readonly mine?: boolean
  /** Who has taken it. */
  readonly agent?: string
  /** To call back; absent where none was left, or it cannot be read any more. */
  readonly phone?: string
}

/** What was said with the assistant before. */
export interface EarlierTurn {
  readonly id: string
  readonly at: string
  readonly said: string
  readonly act: string
  readonly matter?: string
  readonly matterName?: string
  readonly replied: string
}

export interface Opened {
  readonly handoff: Waiting
  readonly turns: readonly EarlierTurn[]
  readonly messages: readonly Message[]
}

/** Why a call came to nothing, by what staff can do about it: log in, another account, nothing, look again, other words, wait. */
export type Trouble = 'login' | 'role' | 'absent' | 'over' | 'refused' | 'unreachable'

class DeskError extends Error {
  constructor(
    readonly trouble: Trouble,
    status: number | string,
  ) {
    super(`asking the desk: ${status}`)
  }
}

/** What stands behind a rejection; whatever is not known is taken for a failing network. */
export function troubleOf(cause: unknown): Trouble {
  return cause instanceof DeskError ? cause.trouble : 'unreachable'
}

/** All reject, with a cause for `troubleOf`, when nobody is reached in time or the server says no. */
export interface StaffDesk {
  /** What is open, those first who wait longest; tells the server that somebody is there. */
  readonly queue: () => Promise<readonly Waiting[]>
  readonly open: (id: string) => Promise<Opened>
  readonly take: (id: string) => Promise<void>
  /** From the colleague who has it. */
  readonly takeOver: (id: string) => Promise<void>
  readonly say: (id: string, text: string) => Promise<void>
  readonly close: (id: string) => Promise<void>
  readonly leave: () => Promise<void>
  /** What whoever has logged in may do. */
  readonly roles: () => Promise<readonly string[]>
}

const HANDOFFS = '/api/v1/desk/handoffs'
const SESSION = '/api/staff/v1/session'
const at = (id: string) => `${HANDOFFS}/${encodeURIComponent(id)}`

/** The desk, as whoever has logged in sees it. */
export function staffDesk({ fetch = window.fetch.bind(window), patienceMs = 10_000 }: { fetch?: Fetch; patienceMs?: number } = {}): StaffDesk {
  const send = asStaff(fetch)
  const checked: Fetch = async (path, init) => {
    const response = await send(path, init)
    if (!response.ok) throw new DeskError(troubleAt(response.status), response.status)
    return response
  }

  async function ask<T>(method: string, path: string, body: unknown, read: (response: Response) => Promise<T>): Promise<T> {
    const patience = new AbortController()
    const timer = setTimeout(() => {
      patience.abort()
    }, patienceMs)
    try {
      return await read(await call(checked, method, path, body, patience.signal))
    } finally {
      clearTimeout(timer)
    }
  }

  const get = (path: string) => ask<unknown>('GET', path, undefined, (response) => response.json())
  const post = (path: string, body: unknown = {}) => ask('POST', path, body, () => Promise.resolve())

  return {
    queue: async () => {
      const json = await get(HANDOFFS)
      if (!isJson(json) || !Array.isArray(json.items)) throw new Error('reading the queue: it is not one of the contract')
      return json.items.filter(isWaiting).map(withoutNulls)
    },
    open: async (id) => {
      const json = await get(at(id))
      if (!isJson(json) || !isWaiting(json.handoff) || !Array.isArray(json.turns) || !Array.isArray(json.messages))
        throw new Error('reading a hand-off: it is not one of the contract')
      return { handoff: withoutNulls(json.handoff), turns: json.turns.filter(isTurn).map(withoutNulls), messages: json.messages.filter(isMessage) }
    },
    take: (id) => post(`${at(id)}/take`),
    takeOver: (id) => post(`${at(id)}/take-over`),
    say: (id, text) => post(`${at(id)}/messages`, { text }),
    close: (id) => post(`${at(id)}/close`),
    leave: () => ask('DELETE', SESSION, undefined, () => Promise.resolve()),
    roles: async () => {
      const json = await get(SESSION)
      const roles = isJson(json) && isJson(json.account) ? json.account.roles : undefined
      return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : []
    },
  }
}

function troubleAt(status: number): Trouble {
  if (status === 401) return 'login'
  if (status === 403) return 'role'
  if (status === 404) return 'absent'
  if (status === 409) return 'over'
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'unreachable'
}

const STATES: readonly unknown[] = ['waiting', 'callback', 'taken', 'closed']

function isWaiting(value: unknown): value is Waiting {
  return (
    isJson(value) &&
    typeof value.id === 'string' &&
    typeof value.channel === 'string' &&
    STATES.includes(value.state) &&
    typeof value.askedAt === 'string' &&
    typeof value.waitedSeconds === 'number' &&
    isTextOrNothing(value.phone)
  )
}

function isTurn(value: unknown): value is EarlierTurn {
  return (
    isJson(value) && ['id', 'at', 'said', 'act', 'replied'].every((name) => typeof value[name] === 'string') && isTextOrNothing(value.matterName)
  )
}

function isMessage(value: unknown): value is Message {
  return (
    isJson(value) &&
    typeof value.seq === 'number' &&
    typeof value.text === 'string' &&
    typeof value.at === 'string' &&
    (value.from === 'agent' || value.from === 'citizen')
  )
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string'
}

/** The server writes null for what there is not. */
function withoutNulls<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)) as T
}

function isJson(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
