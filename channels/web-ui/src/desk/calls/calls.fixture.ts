import { vi } from 'vitest'
import type { Socket } from './line'
import type { Said } from './wire'

/** The server's end of a line: every socket that was opened, what each was told, and what it says. All people and numbers are made up. */
export function fakeLine() {
  const line = {
    sockets: [] as FakeSocket[],
    /** What asking for a ticket gives; 0 is a network that fails. */
    status: 200,
    tickets: 0,
    /** What asking for all of a call gives. */
    whole: undefined as object | undefined,
    fetch: vi.fn<typeof window.fetch>((path): Promise<Response> => {
      if (path !== '/api/v1/desk/ticket') return Promise.resolve(new Response(JSON.stringify(line.whole ?? {}), { status: line.whole ? 200 : 404 }))
      line.tickets++
      if (line.status === 0) return Promise.reject(new TypeError('failed to fetch'))
      return Promise.resolve(new Response(JSON.stringify({ ticket: `ticket-${line.tickets}`, expiresIn: 30 }), { status: line.status }))
    }),
    connect: (address: string): Socket => {
      const socket = new FakeSocket(address)
      line.sockets.push(socket)
      return socket
    },
    /** The socket that is open now. */
    now: (): FakeSocket => {
      const socket = line.sockets.at(-1)
      if (!socket) throw new Error('no socket was opened')
      return socket
    },
    say: (frame: object) => {
      line.now().say(frame)
    },
    /** What was said to the server, hello and pings aside. */
    told: (): readonly Said[] => line.sockets.flatMap(({ told }) => told).filter(({ type }) => type !== 'hello' && type !== 'ping'),
  }
  return line
}

class FakeSocket implements Socket {
  readyState = 0
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  readonly told: Said[] = []

  constructor(readonly address: string) {}

  private as(): WebSocket {
    return this as unknown as WebSocket
  }

  open() {
    this.readyState = 1
    this.onopen?.call(this.as(), new Event('open'))
  }

  send(data: unknown) {
    this.told.push(JSON.parse(String(data)) as Said)
  }

  say(frame: object | string) {
    this.onmessage?.call(this.as(), new MessageEvent('message', { data: typeof frame === 'string' ? frame : JSON.stringify(frame) }))
  }

  /** As the server, or the network, ends it. */
  drop(code = 1006) {
    this.readyState = 3
    this.onclose?.call(this.as(), { code } as CloseEvent)
  }

  close() {
    this.drop(1000)
  }
}

export const me = { id: 'a-1', name: '1024', displayName: '坐席一号' }

export function utterance(n: number, about: object = {}) {
  return { utteranceId: `u${n}`, speaker: 'caller', text: `第 ${n} 句`, final: true, startMs: n * 1000, endMs: n * 1000 + 800, ...about }
}

export function card(id: string, about: object = {}) {
  return {
    id,
    callId: 'c1',
    basedOn: ['u1'],
    kind: 'answer',
    title: `建议 ${id}`,
    spoken: `可以这样说 ${id}`,
    detail: '',
    citations: [],
    materials: [],
    choices: [],
    score: 0.9,
    supersedes: [],
    ...about,
  }
}

export function call(about: object = {}) {
  return {
    callId: 'c1',
    state: 'talking',
    agent: me,
    phoneMasked: '138****5678',
    startedAt: '2026-11-23T08:00:00Z',
    earlierCalls: 0,
    utterances: [utterance(1), utterance(2, { speaker: 'agent' })],
    suggestions: [],
    faults: 0,
    asr: 'ok',
    ...about,
  }
}

export function ready(calls: readonly object[] = [call()]) {
  return { type: 'ready', agent: me, state: 'ready', calls, waiting: 0, colleagues: [{ id: me.id, displayName: me.displayName, state: 'ready' }] }
}

export const draft = {
  type: 'consultation',
  matter: 'idcard-replace',
  matterName: '居民身份证补领',
  title: '咨询身份证补领',
  content: '身份证丢了\n问怎么补',
  acceptable: true,
}
