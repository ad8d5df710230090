import { vi } from 'vitest'
import type { EarlierTurn, Waiting } from './api'

/** A hand-off; all people and numbers are made up. */
export function handoff(about: Partial<Waiting> & { id: string }): Waiting {
  return { channel: 'web', state: 'waiting', askedAt: '2026-11-23T08:00:00Z', waitedSeconds: 30, ...about }
}

export const earlier: EarlierTurn = {
  id: 't-1',
  at: '2026-11-23T07:59:00Z',
  said: '户口本丢了怎么补',
  act: 'answer',
  matterName: '居民户口簿补领',
  replied: '可以网上办。',
}

/** A server with a desk: it shows `items`, keeps what is said, and refuses with whatever status is set. */
export function deskServer(items: Waiting[] = []) {
  const server = {
    /** Whether somebody has logged in, who may. */
    open: true,
    /** Whether calls come here, too. */
    hotline: false,
    /** What asking for all of a call gives. */
    whole: undefined as object | undefined,
    /** Why it refuses. */
    problem: {} as object,
    /** What whoever has logged in may do. */
    roles: ['agent'] as readonly string[],
    /** What pushing a notice gives. */
    notice: undefined as object | undefined,
    items,
    said: [] as { seq: number; from: 'citizen' | 'agent'; text: string; at: string }[],
    /** For all calls, or for one kind of them; 0 is a network that fails. */
    refuse: undefined as number | undefined,
    refusing: /./,
    calls: [] as string[],
    fetch: vi.fn<typeof window.fetch>((path, init) => Promise.resolve().then(() => answer(asText(path), init))),
  }

  function answer(path: string, init: RequestInit | undefined): Response {
    const method = init?.method ?? 'GET'
    const call = `${method} ${path.replace('/api/v1/desk/handoffs', '')}`
    server.calls.push(call)
    if (server.refuse !== undefined && server.refusing.test(call)) {
      if (server.refuse === 0) throw new TypeError('failed to fetch')
      return new Response(JSON.stringify(server.problem), { status: server.refuse })
    }
    if (path === '/api/staff/v1/session' && method === 'GET') return json({ stage: 'open', account: { roles: server.roles } })
    if (path === '/api/staff/v1/session') {
      server.open = false
      return new Response(null, { status: 204 })
    }
    if (!server.open) return new Response('{}', { status: 401 })
    if (path === '/api/v1/desk/ticket') return server.hotline ? json({ ticket: 'ticket-1', expiresIn: 30 }) : new Response('{}', { status: 404 })
    if (/^\/api\/v1\/desk\/calls\/[^/]+$/.test(path)) return server.whole ? json(server.whole) : new Response('{}', { status: 404 })
    if (path.endsWith('/notice')) return server.notice ? json(server.notice) : new Response('{}', { status: 404 })
    const [, id, deed] = /handoffs\/([^/]+)(?:\/([\w-]+))?$/.exec(path) ?? []
    if (id === undefined) return json({ items: server.items.filter(({ state }) => state !== 'closed') })
    const place = server.items.findIndex((item) => item.id === id)
    const found = server.items[place]
    if (!found) return new Response('{}', { status: 404 })
    if (method === 'GET') return json({ handoff: { phone: null, ...found }, turns: [earlier], messages: server.said })
    if (deed === 'take' || deed === 'take-over') server.items[place] = { ...found, state: 'taken', mine: true }
    if (deed === 'close') server.items[place] = { ...found, state: 'closed' }
    if (deed === 'messages') {
      const { text } = JSON.parse(asText(init?.body)) as { text: string }
      server.said = [...server.said, { seq: server.said.length + 1, from: 'agent', text, at: '2026-11-23T08:01:00Z' }]
    }
    return new Response(null, { status: 204 })
  }

  return server
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new Error('the desk sends text only')
  return value
}

function json(body: unknown): Response {
  return new Response(JSON.stringify(body), { status: 200 })
}
