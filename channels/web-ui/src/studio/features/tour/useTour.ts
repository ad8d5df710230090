import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { isNavigationFailure, NavigationFailureType, type RouteLocationRaw } from 'vue-router'
import { deviceMemory, type Memory } from '@/memory'
import type { words } from '../../words'

/** In order. */
export const STEPS = ['welcome', 'list', 'form', 'preview', 'draft', 'gate', 'misses'] as const satisfies readonly (keyof typeof words.tour.steps)[]
export type StepName = (typeof STEPS)[number]

/** Which step is shown on which screen; the others point at what is on every screen. */
const SCREENS: Readonly<Partial<Record<StepName, 'list' | 'form'>>> = { list: 'list', form: 'form', preview: 'form' }

const KEY = 'banshi.studio.tour'

/** What a step points at: whatever says so by `data-tour`. */
export const targetOf = (step: StepName) => `[data-tour="${step}"]`

/**
 * The tour of the page (首次引导): offered once in a browser, started again by whoever asks. A step goes to its screen first and waits until what it
 * points at is there; where somebody would rather stay with what is not saved, so does the tour.
 */
export function useTour({
  places,
  here,
  go,
  memory = deviceMemory,
  page = document,
  patienceMs = 4000,
}: {
  places: Readonly<Record<'list' | 'form', () => RouteLocationRaw & { readonly name: string }>>
  /** The name of the screen that is shown. */
  here: () => unknown
  go: (to: RouteLocationRaw) => Promise<unknown>
  memory?: Pick<Memory, 'read' | 'write'>
  page?: Document
  patienceMs?: number
}) {
  const open = shallowRef(false)
  /** Ever since the page was loaded: what shows it is fetched then. */
  const started = shallowRef(false)
  const current = shallowRef(0)
  let waiting: (() => void) | undefined
  let run = 0

  function start() {
    memory.write(KEY, 'seen')
    current.value = 0
    started.value = open.value = true
  }

  /** Starts it where it was never seen. */
  function offer() {
    if (memory.read(KEY) === null) start()
  }

  async function to(step: number) {
    const name = STEPS[step]
    const mine = (run += 1)
    waiting?.()
    if (name === undefined) return
    const screen = SCREENS[name]
    const place = screen && places[screen]()
    if (place && here() !== place.name && isNavigationFailure(await go(place), NavigationFailureType.aborted)) return
    if (screen) await appears(targetOf(name))
    if (mine === run) current.value = step
  }

  function close() {
    run += 1
    waiting?.()
    open.value = false
  }

  /** Waits until something is there; not for ever, for the step says enough by itself. */
  function appears(selector: string): Promise<void> {
    if (page.querySelector(selector)) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        watcher.disconnect()
        waiting = undefined
        resolve()
      }
      const watcher = new MutationObserver(() => {
        if (page.querySelector(selector)) done()
      })
      watcher.observe(page.body, { childList: true, subtree: true })
      const timer = setTimeout(done, patienceMs)
      waiting = done
    })
  }

  onScopeDispose(close)
  return { open: shallowReadonly(open), started: shallowReadonly(started), current: shallowReadonly(current), start, offer, to, close }
}

export type Tour = ReturnType<typeof useTour>
