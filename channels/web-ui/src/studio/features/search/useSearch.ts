import { computed, onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import type { Found, MatterRow, StudioServer } from '../../api/server'

/** Something that words lead to. */
export interface Hit {
  readonly title: string
  readonly words: string
  readonly file: string
  readonly path: readonly string[]
}

/** Searches everything (全局搜索): matters by their names at once, what content says a moment after typing stops. */
export function useSearch({
  server,
  draft,
  matters,
  matterKind,
  delayMs = 250,
}: {
  server: Pick<StudioServer, 'search'>
  draft: Readonly<Ref<string | undefined>>
  matters: Readonly<Ref<readonly MatterRow[]>>
  /** How a matter is called. */
  matterKind: string
  delayMs?: number
}) {
  const text = shallowRef('')
  const found = shallowRef<readonly Found[]>([])
  const failed = shallowRef(false)
  const searching = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let under: AbortController | undefined

  const named = computed<readonly Hit[]>(() => {
    const wanted = text.value.trim().toLowerCase()
    if (wanted === '') return []
    return matters.value
      .filter(({ id, name, shortName }) => [id, name, shortName].some((part) => part.toLowerCase().includes(wanted)))
      .slice(0, 6)
      .map(({ shortName, name, file }) => ({ title: `${matterKind} · ${shortName}`, words: name, file, path: [] }))
  })
  const hits = computed<readonly Hit[]>(() => [
    ...named.value,
    ...found.value.map(({ field, words }) => ({ title: [field.kind, field.record, field.name].filter((part) => part !== '').join(' · '), words, file: field.file, path: field.path })),
  ])

  watch([text, draft], () => {
    clearTimeout(timer)
    under?.abort()
    const wanted = text.value.trim().slice(0, 100)
    found.value = []
    searching.value = wanted !== ''
    if (wanted === '') return
    timer = setTimeout(() => {
      const mine = (under = new AbortController())
      server
        .search(wanted, draft.value, mine.signal)
        .then((answer) => {
          if (mine !== under) return
          found.value = answer
          failed.value = false
        })
        .catch(() => {
          if (mine === under && !mine.signal.aborted) failed.value = true
        })
        .finally(() => {
          if (mine === under) searching.value = false
        })
    }, delayMs)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    under?.abort()
  })

  return { text, hits, failed: shallowReadonly(failed), searching: shallowReadonly(searching) }
}
