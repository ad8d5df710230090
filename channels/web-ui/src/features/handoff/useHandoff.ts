import { computed, onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { tabMemory, type Memory } from '@/memory'
import { handoffDesk, type Handoff, type HandoffDesk } from './api'

const KEY = 'banshi.handoff'
const PATIENCE = 5
const RETRY_MS = 2000

/** What the citizen is shown of the way to a person. */
export type Stage =
  | { readonly name: 'none' | 'asking' | 'taken' | 'closed' | 'callback' | 'promised' | 'failed' }
  | { readonly name: 'waiting'; readonly position: number | undefined; readonly waitSeconds: number | undefined }

/**
 * Hands the conversation to a person (人工坐席) and back. While one is waited for or talks, `active` is true: then what the citizen says
 * goes to `say` and what the agent says comes by `hear`. A reload of the tab goes on with it; leaving the scope stops listening only.
 */
export function useHandoff({
  hear,
  desk = handoffDesk(),
  memory = tabMemory,
  retryMs = RETRY_MS,
}: {
  hear: (text: string) => void
  desk?: HandoffDesk
  memory?: Memory
  retryMs?: number
}) {
  const stage = shallowRef<Stage>({ name: 'none' })
  const active = computed(() => stage.value.name === 'waiting' || stage.value.name === 'taken')
  let id: string | undefined
  let heard = 0
  let listening = new AbortController()

  /** Asks for a person; with a phone number, to be called back. */
  async function start(conversation: string, phone?: string) {
    stop({ name: 'asking' })
    const asked = listening.signal
    try {
      const handoff = await desk.open(conversation, phone)
      if (asked.aborted) {
        if (handoff.id !== undefined) void desk.close(handoff.id).catch(() => undefined) // thought better of meanwhile
      } else if (handoff.state === 'callback') stage.value = { name: phone === undefined ? 'callback' : 'promised' }
      else if (handoff.id === undefined) stage.value = { name: 'failed' }
      else {
        id = handoff.id
        heard = 0
        show(handoff)
        void listen(id)
      }
    } catch {
      if (!asked.aborted) stage.value = { name: 'failed' }
    }
  }

  async function say(text: string, signal: AbortSignal) {
    if (id === undefined) throw new Error('saying something to an agent: there is none')
    await desk.say(id, text, signal)
  }

  /** Back to the assistant; also takes away whatever the last attempt left to read. */
  function end() {
    if (id !== undefined) void desk.close(id).catch(() => undefined)
    stop({ name: 'none' })
  }

  function stop(next: Stage) {
    listening.abort()
    listening = new AbortController()
    id = undefined
    memory.forget(KEY)
    stage.value = next
  }

  function show({ state, position, waitSeconds }: Handoff) {
    if (state === 'waiting') stage.value = { name: state, position, waitSeconds }
    else if (state === 'taken') stage.value = { name: state }
    else stop({ name: 'closed' })
    if (id !== undefined) memory.write(KEY, JSON.stringify({ id, heard }))
  }

  async function listen(to: string) {
    const { signal } = listening
    const isOver = () => signal.aborted
    let failures = 0
    while (!isOver()) {
      try {
        const news = await desk.news(to, heard, stage.value.name, signal)
        if (isOver()) return
        failures = 0
        for (const { seq, from, text } of news.messages) {
          if (seq <= heard) continue
          heard = seq
          if (from === 'agent') hear(text)
        }
        show(news)
      } catch {
        if (isOver()) return
        if (++failures >= PATIENCE) stop({ name: 'failed' })
        else await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  }

  function goOn() {
    try {
      const kept = JSON.parse(memory.read(KEY) ?? 'null') as { id?: unknown; heard?: unknown } | null
      if (typeof kept?.id !== 'string' || typeof kept.heard !== 'number') return
      id = kept.id
      heard = kept.heard
      stage.value = { name: 'taken' } // until the server says better
      void listen(id)
    } catch {
      // nothing that could be gone on with
    }
  }

  goOn()
  onScopeDispose(() => {
    listening.abort()
  })
  return { stage: shallowReadonly(stage), active, start, say, end }
}
