import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { troubleOf, type Misses, type StudioError, type StudioServer } from '../../api/server'
import type { MissFilters } from './filters'

/** What was answered badly (答不好的问题), as the last refresh left it, and refreshing it: asked for, then looked for until it is done. */
export function useMisses({
  server,
  wanted,
  pauseMs = 3000,
  patienceMs = 600_000,
}: {
  server: Pick<StudioServer, 'misses' | 'refreshMisses'>
  wanted: Readonly<Ref<Pick<MissFilters, 'state' | 'order'>>>
  pauseMs?: number
  /** So long a refresh is waited for. */
  patienceMs?: number
}) {
  const misses = shallowRef<Misses>()
  const trouble = shallowRef<StudioError>()
  /** `late`: it takes longer than anybody waits. */
  const refreshing = shallowRef<'no' | 'yes' | 'late'>('no')
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let left = false

  async function load() {
    const mine = (asked += 1)
    try {
      const found = await server.misses(wanted.value.state, wanted.value.order)
      if (mine !== asked) return
      misses.value = found
      trouble.value = undefined
    } catch (cause) {
      if (mine === asked) trouble.value = troubleOf(cause)
    }
  }

  async function refresh() {
    if (refreshing.value === 'yes') return
    const before = misses.value?.refreshedAt
    refreshing.value = 'yes'
    try {
      await server.refreshMisses()
      if (!left) timer = setTimeout(() => void look(before, patienceMs - pauseMs), pauseMs)
    } catch (cause) {
      trouble.value = troubleOf(cause)
      refreshing.value = 'no'
    }
  }

  async function look(before: string | undefined, patience: number) {
    await load()
    if (left) return
    if (trouble.value || misses.value?.refreshedAt !== before) refreshing.value = 'no'
    else if (patience < pauseMs) refreshing.value = 'late'
    else timer = setTimeout(() => void look(before, patience - pauseMs), pauseMs)
  }

  watch([() => wanted.value.state, () => wanted.value.order], () => void load(), { immediate: true })
  onScopeDispose(() => {
    left = true
    asked += 1
    clearTimeout(timer)
  })
  return { misses: shallowReadonly(misses), trouble: shallowReadonly(trouble), refreshing: shallowReadonly(refreshing), load, refresh }
}
