import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { PUBLISHED, troubleOf, type Rereading, type StudioError, type StudioServer } from '../../api/server'
import type { Tree } from '../../content/tree'

/** Which questions a lexicon reads otherwise, looked for when somebody asks; told to be of yesterday once a word of it changes. */
export function useRereading({
  server,
  draft,
  edited,
}: {
  server: Pick<StudioServer, 'reread'>
  draft: Readonly<Ref<string | undefined>>
  /** The table with what is not saved yet; nothing where all of it is. */
  edited: Readonly<Ref<Tree | undefined>>
}) {
  const rereading = shallowRef<Rereading>()
  const trouble = shallowRef<StudioError>()
  const looking = shallowRef(false)
  const stale = shallowRef(false)
  let under: AbortController | undefined

  async function look() {
    under?.abort()
    const mine = (under = new AbortController())
    looking.value = true
    stale.value = false
    trouble.value = undefined
    try {
      const found = await server.reread(draft.value ?? PUBLISHED, edited.value, mine.signal)
      if (mine === under) rereading.value = found
    } catch (cause) {
      if (mine === under) trouble.value = troubleOf(cause)
    } finally {
      if (mine === under) looking.value = false
    }
  }

  watch(
    [edited, draft],
    () => {
      stale.value = true
    },
    { deep: true },
  )
  onScopeDispose(() => under?.abort())

  return { rereading: shallowReadonly(rereading), trouble: shallowReadonly(trouble), looking: shallowReadonly(looking), stale: shallowReadonly(stale), look }
}
