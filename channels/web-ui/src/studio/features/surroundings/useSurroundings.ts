import { computed, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { troubleOf, type ContentFile, type StudioError, type StudioServer } from '../../api/server'
import { surroundingsOf } from './surroundings'

interface Read {
  readonly matter: ContentFile
  readonly pairs: ContentFile | undefined
  readonly bundles: readonly ContentFile[]
}

/** What stands around a matter, from its file, its hard pairs and all bundles. */
export function useSurroundings({
  server,
  id,
  file,
  draft,
  nameOf,
}: {
  server: Pick<StudioServer, 'file' | 'files'>
  id: Readonly<Ref<string>>
  file: Readonly<Ref<string | undefined>>
  draft: Readonly<Ref<string | undefined>>
  nameOf: (matter: string) => string
}) {
  const read = shallowRef<Read>()
  const trouble = shallowRef<StudioError>()
  let asked = 0

  async function load() {
    const name = file.value
    const mine = (asked += 1)
    read.value = undefined
    if (name === undefined) return
    try {
      const [matter, pairs, { files }] = await Promise.all([
        server.file(name, draft.value),
        server.file(`pairs/${id.value}.tsv`, draft.value).catch((cause: unknown) => {
          if (troubleOf(cause).trouble === 'absent') return undefined // not every matter has some
          throw cause
        }),
        server.files('bundles/', draft.value),
      ])
      const bundles = await Promise.all(files.map((bundle) => server.file(bundle, draft.value)))
      if (mine !== asked) return
      read.value = { matter, pairs, bundles }
      trouble.value = undefined
    } catch (cause) {
      if (mine === asked) trouble.value = troubleOf(cause)
    }
  }

  watch([id, file, draft], () => void load(), { immediate: true })
  const surroundings = computed(() => read.value && surroundingsOf({ id: id.value, file: read.value.matter.name, matter: read.value.matter.tree, pairs: read.value.pairs?.tree, bundles: read.value.bundles, nameOf }))
  return { surroundings, trouble: shallowReadonly(trouble), load }
}
