import { computed, nextTick, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import { useServer, type LastChange } from '../api/server'
import { rowsOf, stepsOf, textOf, at, type Tree, pointerTo, idOf } from '../content/tree'
import { situationsOf, type Situation } from '../content/when'
import { ElMessageBox } from '../elements'
import { words } from '../words'
import { useWorkspace, type Named } from '../workspace'
import { provideForm } from './form'
import { useContentFile } from './useContentFile'
import { useUnsavedGuard } from './useUnsavedGuard'

/**
 * Everything that a screen which edits one file needs: the file, who last changed its fields, the form around the fields, and the question
 * before unsaved changes are left.
 *
 * @param matter whose situations and sources the fields may name, where that is another file
 */
export function useEditor({ file, matter }: { file: Readonly<Ref<string | undefined>>; matter?: Readonly<Ref<Tree | undefined>> }) {
  const server = useServer()
  const workspace = useWorkspace()
  const authors = shallowRef<readonly LastChange[]>([])

  async function findAuthors() {
    const name = file.value
    if (name === undefined) return
    const found = await server.authors(name, workspace.draft.value).catch(() => [])
    if (name === file.value) authors.value = found
  }

  const edited = useContentFile({
    server,
    file,
    draft: workspace.draft,
    openDraft: workspace.open,
    onSaved: () => {
      void workspace.refreshDrafts()
      void findAuthors()
    },
  })
  watch([file, workspace.draft], () => void findAuthors(), { immediate: true })
  watch(edited.clash, (now) => {
    if (now) void findAuthors()
  })

  const named = computed(() => matter?.value ?? edited.tree.value)
  const situations: ComputedRef<readonly Situation[]> = computed(() => situationsOf(named.value))
  const sources: ComputedRef<readonly Named[]> = computed(() =>
    [...rowsOf(named.value, 'legal-basis'), ...rowsOf(named.value, 'sources')].map((row) => ({ id: textOf(row.id), name: `${textOf(row.title)}${textOf(row.article)}` })),
  )
  const locked = computed(() => !workspace.mayEdit.value)
  const { sought, seek } = provideForm({ tree: edited.tree, complaints: edited.complaints, authors, situations, sources, locked })

  useUnsavedGuard({
    dirty: edited.dirty,
    saving: edited.saving,
    ask: () =>
      ElMessageBox.confirm(words.leave.how, words.leave.title, {
        confirmButtonText: words.leave.stay,
        cancelButtonText: words.leave.leave,
        distinguishCancelAndClose: true, // to close the question is to stay
        type: 'warning',
      }).then(
        () => false,
        (action: unknown) => action === 'cancel',
      ),
  })

  // to the field that the address names, once it is there
  const route = useRoute()
  watch(
    () => edited.tree.value !== undefined,
    async (there) => {
      if (!there || route.hash === '' || !edited.tree.value) return
      await nextTick()
      await seek(pointerOf(edited.tree.value, route.hash.slice(1).split('/').map(decodeURIComponent)))
    },
    { flush: 'post', immediate: true },
  )

  const edits = computed(() => (edited.dirty.value && edited.tree.value && file.value !== undefined ? [{ file: file.value, tree: edited.tree.value }] : []))
  return { ...edited, authors, situations, locked, edits, sought }
}

/** The pointer to what the history of content calls by names and ids. */
export function pointerOf(tree: Tree, path: readonly string[]): string {
  let pointer = ''
  for (const name of path) {
    const holder = at(tree, stepsOf(pointer))
    const index = Array.isArray(holder) ? holder.findIndex((entry) => idOf(entry) === name) : -1
    pointer = pointerTo(pointer, index >= 0 ? index : name)
  }
  return pointer
}
