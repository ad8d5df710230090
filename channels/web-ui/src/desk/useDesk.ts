import { computed, onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import type { Fetch } from '@/api/call'
import { staffDesk, troubleOf, type Waiting } from './api'
import { heartbeat } from './heartbeat'
import { useTalk } from './useTalk'

const QUEUE_MS = 5000
const TALK_MS = 2000

/** How far somebody is let in. */
export type Access =
  | { readonly name: 'asking'; readonly why?: 'role' | 'expired' | 'absent' | 'unreachable' }
  | { readonly name: 'checking' }
  /** Only consultations: for an expert, who takes neither calls nor hand-offs. */
  | { readonly name: 'open'; readonly only?: 'consults' }

/** The queue as it was at a time, in milliseconds. */
export interface Queue {
  readonly items: readonly Waiting[]
  readonly at: number
}

/**
 * Where hand-offs are taken (坐席接待): who is let in, the queue, and the talk that is open. While the desk is open the queue is looked at
 * every five seconds, which tells the server that somebody is there, and the open talk every two.
 */
export function useDesk({
  onArrival = () => undefined,
  fetch = window.fetch.bind(window),
  pulse = heartbeat,
  clock = Date.now,
}: {
  /** So many more people wait than at the look before. */
  onArrival?: (newcomers: number) => void
  fetch?: Fetch
  /** Runs something once a second until what it gives back is called. */
  pulse?: (run: () => void) => () => void
  clock?: () => number
} = {}) {
  const desk = staffDesk({ fetch })
  const access = shallowRef<Access>({ name: 'asking' })
  /** Answers to what was asked before somebody went in or out are nobody's. */
  let visit = 0
  const queue = shallowRef<Queue>()
  /** The last look at the queue came to nothing. */
  const offline = shallowRef(false)
  const now = shallowRef(clock())
  const waiting = computed(() => queue.value?.items.filter(({ state }) => state === 'waiting').length ?? 0)
  let looking = false
  let lookAgain = false
  let queueSeen = 0
  let talkSeen = 0
  let disposed = false

  const talk = useTalk({
    desk,
    onShutOut: shutOut,
    onChange: () => {
      lookAgain = looking // what is under way may have missed it
      void look()
    },
  })

  /** Goes in, if somebody has logged in who may. */
  async function enter() {
    if (access.value.name === 'checking') return
    access.value = { name: 'checking' }
    visit++
    try {
      receive(await desk.queue())
      access.value = { name: 'open' }
      void talk.look()
    } catch (cause) {
      const trouble = troubleOf(cause)
      if (trouble === 'login') ask()
      else if (trouble === 'role' && (await isExpert())) access.value = { name: 'open', only: 'consults' }
      else ask(trouble === 'role' || trouble === 'absent' ? trouble : 'unreachable')
    }
  }

  function isExpert(): Promise<boolean> {
    return desk.roles().then(
      (roles) => roles.includes('expert'),
      () => false,
    )
  }

  /** Logs out, and takes whatever citizens said from the screen. */
  function signOut() {
    void desk.leave().catch(() => undefined)
    ask()
    talk.leave()
    queue.value = undefined
  }

  /** The server lets nobody in any more, as another call of it has found. */
  function shutOut(why: 'expired' | 'role') {
    ask(why)
  }

  function ask(why?: 'expired' | 'role' | 'absent' | 'unreachable') {
    visit++
    access.value = why ? { name: 'asking', why } : { name: 'asking' }
  }

  async function look() {
    if (access.value.name !== 'open' || access.value.only || looking) return
    const during = visit
    const isLate = () => disposed || during !== visit
    looking = true
    queueSeen = clock()
    try {
      const items = await desk.queue()
      if (!isLate()) receive(items)
    } catch (cause) {
      if (isLate()) return
      const trouble = troubleOf(cause)
      if (trouble === 'login') ask('expired')
      else if (trouble === 'role') ask('role')
      else offline.value = true
    } finally {
      looking = false
      if (lookAgain) {
        lookAgain = false
        void look()
      }
    }
  }

  function receive(items: readonly Waiting[]) {
    const known = queue.value?.items
    queue.value = { items, at: clock() }
    talk.know(items)
    queueSeen = now.value = clock()
    offline.value = false
    const newcomers = known ? items.filter(({ id, state }) => state === 'waiting' && !known.some((other) => other.id === id)).length : 0
    if (newcomers > 0) onArrival(newcomers)
  }

  function beat() {
    now.value = clock()
    if (access.value.name !== 'open' || access.value.only) return
    if (now.value - queueSeen >= QUEUE_MS) void look()
    if (now.value - talkSeen >= TALK_MS) {
      talkSeen = now.value
      void talk.lookIfIdle()
    }
  }

  void enter()
  const stop = pulse(beat)
  onScopeDispose(() => {
    disposed = true
    stop()
  })
  return {
    access: shallowReadonly(access),
    queue: shallowReadonly(queue),
    offline: shallowReadonly(offline),
    now: shallowReadonly(now),
    waiting,
    talk,
    enter,
    shutOut,
    signOut,
  }
}
