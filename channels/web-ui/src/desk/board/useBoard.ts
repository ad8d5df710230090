import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { Trouble } from '../ask'
import type { Board, Look } from './api'

const EVERY_MS = 10_000

/** The board (看板), looked at again every ten seconds; what was seen last stays while nobody is reached. */
export function useBoard({ look, now }: { look: Look; /** The time, in milliseconds; it goes on. */ now: Ref<number> }) {
  const board = shallowRef<Board>()
  /** When it was seen, by this browser's clock. */
  const seenAt = shallowRef(0)
  /** Whose board it is not; or nobody was reached. */
  const trouble = shallowRef<'role' | 'unreachable'>()
  let asked = -Infinity
  let looking = false
  let disposed = false

  async function again() {
    if (looking) return
    looking = true
    asked = now.value
    try {
      const seen = await look()
      if (disposed) return
      board.value = seen
      seenAt.value = now.value
      trouble.value = undefined
    } catch (cause) {
      trouble.value = cause instanceof Trouble && (cause.status === 401 || cause.status === 403) ? 'role' : 'unreachable'
    } finally {
      looking = false
    }
  }

  watch(
    now,
    () => {
      if (now.value - asked >= EVERY_MS) void again()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    disposed = true
  })
  return { board: shallowReadonly(board), seenAt: shallowReadonly(seenAt), trouble: shallowReadonly(trouble), again }
}
