import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue'

/** What tells that somebody is there. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchmove'] as const

/**
 * Notices that nobody is there any more (无人操作). While `watching`, after `afterSeconds` without a touch or a key it calls `onIdle`;
 * for the last `warnSeconds` it counts down in `secondsLeft`, long enough to say that one is still there (WCAG 2.2, 2.2.1). Then only
 * `stay` helps: the touch that answers the warning must not take it away before it is heard.
 */
export function useIdle({
  watching,
  onIdle,
  afterSeconds = 60,
  warnSeconds = 20,
  target = document,
}: {
  watching: Readonly<Ref<boolean>>
  onIdle: () => void
  afterSeconds?: number
  warnSeconds?: number
  target?: EventTarget
}) {
  const secondsLeft = shallowRef<number>()
  let quiet = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function stay() {
    quiet = 0
    secondsLeft.value = undefined
  }

  function notice() {
    if (secondsLeft.value === undefined) stay()
  }

  function tick() {
    quiet++
    const left = afterSeconds - quiet
    if (left <= 0) {
      stay()
      onIdle()
    } else if (left <= warnSeconds) secondsLeft.value = left
  }

  function rest() {
    clearInterval(timer)
    timer = undefined
    stay()
  }

  watch(
    watching,
    (on) => {
      rest()
      if (on) timer = setInterval(tick, 1000)
    },
    { immediate: true },
  )
  for (const sign of SIGNS) target.addEventListener(sign, notice, { passive: true })
  onScopeDispose(() => {
    rest()
    for (const sign of SIGNS) target.removeEventListener(sign, notice)
  })
  return { secondsLeft: readonly(secondsLeft), stay }
}
