import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import type { Fetch } from '@/api/call'
import { asStaff } from '@/api/staff'
import { frameOf, type Frame, type Said } from './wire'

const TICKET = '/api/v1/desk/ticket'
const PATIENCE_MS = 10_000
const PING_MS = 20_000
const SHORTEST_MS = 500
const LONGEST_MS = 15_000

/** How the line to the server is (连线): open; again: it broke and is tried again; absent: this server has no hotline. */
export type LineState = 'off' | 'connecting' | 'open' | 'again' | 'absent'

/** As much of a WebSocket as is used here. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'readyState' | 'onopen' | 'onmessage' | 'onclose'>

/**
 * The desk's line to the server: gets a ticket, says hello, and comes again when it breaks, at first after half a second and later after a
 * quarter of a minute, or at once when the network is back. `ready` brings everything that is to be shown, so nothing is kept over a break.
 */
export function useLine({
  onFrame,
  onShutOut,
  fetch = window.fetch.bind(window),
  connect = (address) => new WebSocket(address),
  chance = Math.random,
  site = window,
}: {
  onFrame: (frame: Frame) => void
  /** The log-in is over, or the account has not the role. */
  onShutOut: (why: 'expired' | 'role') => void
  fetch?: Fetch
  connect?: (address: string) => Socket
  chance?: () => number
  site?: Pick<Window, 'location' | 'addEventListener' | 'removeEventListener'>
}) {
  const state = shallowRef<LineState>('off')
  const send = asStaff(fetch)
  let socket: Socket | undefined
  let tries = 0
  let heard = true
  let answersPings = false
  /** What is under way for a line that was given up is nobody's. */
  let turn = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let patience: ReturnType<typeof setTimeout> | undefined
  let ping: ReturnType<typeof setInterval> | undefined

  function start() {
    if (state.value !== 'off') return
    state.value = 'connecting'
    tries = 0
    void open()
  }

  function stop() {
    giveUp()
    state.value = 'off'
  }

  async function open() {
    const mine = ++turn
    const isLate = () => mine !== turn
    let answer: Response
    let body: unknown
    try {
      answer = await send(TICKET, { method: 'POST', headers: { Accept: 'application/json', 'Content-Type': 'application/json' }, body: '{}', signal: AbortSignal.timeout(PATIENCE_MS) })
      body = answer.ok ? await answer.json() : undefined
    } catch {
      if (!isLate()) again()
      return
    }
    if (isLate()) return
    if (answer.status === 401 || answer.status === 403) {
      stop()
      onShutOut(answer.status === 401 ? 'expired' : 'role')
    } else if (answer.status === 404) {
      giveUp()
      state.value = 'absent'
    } else if (typeof body === 'object' && body !== null && 'ticket' in body && typeof body.ticket === 'string') hello(body.ticket)
    else again()
  }

  function hello(ticket: string) {
    const { protocol, host } = site.location
    const mine = connect(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws/agent`)
    socket = mine
    patience = setTimeout(again, PATIENCE_MS)
    mine.onopen = () => {
      mine.send(JSON.stringify({ type: 'hello', ticket } satisfies Said))
    }
    mine.onmessage = ({ data }) => {
      if (mine === socket) receive(frameOf(data))
    }
    mine.onclose = () => {
      if (mine === socket) again()
    }
  }

  function receive(frame: Frame | undefined) {
    heard = true
    if (!frame) return
    if (frame.type === 'pong') {
      answersPings = true
      return
    }
    if (frame.type === 'ready') {
      clearTimeout(patience)
      tries = 0
      state.value = 'open'
      clearInterval(ping)
      ping = setInterval(beat, PING_MS)
    }
    onFrame(frame)
  }

  /** A line that is cut somewhere on its way is not closed: then nothing is heard any more. */
  function beat() {
    if (!heard && answersPings) {
      again()
      return
    }
    heard = false
    say({ type: 'ping' })
  }

  function again() {
    giveUp()
    state.value = 'again'
    const wait = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** tries++)
    retry = setTimeout(() => void open(), wait * (0.75 + chance() / 2))
  }

  function giveUp() {
    turn++
    clearTimeout(retry)
    clearTimeout(patience)
    clearInterval(ping)
    const old = socket
    socket = undefined
    heard = true
    old?.close()
  }

  function atOnce() {
    if (state.value !== 'again') return
    giveUp()
    tries = 0
    void open()
  }

  /** False where the line is not open: then it was not said. */
  function say(words: Said): boolean {
    if (state.value !== 'open' || socket?.readyState !== 1) return false
    socket.send(JSON.stringify(words))
    return true
  }

  site.addEventListener('online', atOnce)
  onScopeDispose(() => {
    site.removeEventListener('online', atOnce)
    giveUp()
  })
  return { state: shallowReadonly(state), start, stop, say, atOnce }
}
