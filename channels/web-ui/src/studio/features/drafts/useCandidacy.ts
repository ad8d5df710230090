import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { troubleOf, type Candidacy, type StudioError, type StudioServer } from '../../api/server'

/** The candidate release of a draft: tried where the latest is of another revision, and looked at until it is done. */
export function useCandidacy({
  server,
  id,
  head,
  pauseMs = 1000,
}: {
  server: Pick<StudioServer, 'candidate' | 'tryDraft'>
  id: Readonly<Ref<string>>
  /** Of the draft; nothing while it is not known. */
  head: Readonly<Ref<string | undefined>>
  pauseMs?: number
}) {
  const candidacy = shallowRef<Candidacy>()
  const trouble = shallowRef<StudioError>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let run = 0

  async function look() {
    const mine = (run += 1)
    clearTimeout(timer)
    try {
      const found = await server.candidate(id.value).catch((cause: unknown) => {
        if (troubleOf(cause).trouble === 'absent') return undefined
        throw cause
      })
      if (mine !== run) return
      if (found === undefined || (found.head !== head.value && found.state !== 'working')) await start()
      else show(found)
    } catch (cause) {
      if (mine === run) trouble.value = troubleOf(cause)
    }
  }

  /** Compiles and replays anew. */
  async function start() {
    const mine = (run += 1)
    clearTimeout(timer)
    trouble.value = undefined
    try {
      const found = await server.tryDraft(id.value)
      if (mine === run) show(found)
    } catch (cause) {
      if (mine === run) trouble.value = troubleOf(cause)
    }
  }

  function show(found: Candidacy) {
    candidacy.value = found
    trouble.value = undefined
    if (found.state === 'working') timer = setTimeout(() => void look(), pauseMs)
  }

  watch(
    [id, head],
    ([, known]) => {
      if (known !== undefined) void look()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    run += 1
    clearTimeout(timer)
  })
  return { candidacy: shallowReadonly(candidacy), trouble: shallowReadonly(trouble), start }
}
