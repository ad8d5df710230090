import { computed, inject, shallowReadonly, shallowRef, watch, type InjectionKey, type Ref } from 'vue'
import { troubleOf, type Draft, type MatterRow, type StudioError, type StudioServer } from './api/server'
import { rowsOf, textOf } from './content/tree'

export interface Named {
  readonly id: string
  readonly name: string
}

/** Where somebody works (工作区): what is published or a draft, and the names of what content files point at. */
export type Workspace = ReturnType<typeof useWorkspaceOf>

export function useWorkspaceOf({
  server,
  draft,
  enter,
}: {
  server: StudioServer
  /** The draft that the address names. */
  draft: Readonly<Ref<string | undefined>>
  /** Goes on with another draft, or with what is published. */
  enter: (draft: string | undefined) => Promise<unknown>
}) {
  const drafts = shallowRef<readonly Draft[]>([])
  const matters = shallowRef<readonly MatterRow[]>([])
  const revision = shallowRef('')
  const links = shallowRef<Readonly<Record<'phone' | 'link' | 'platform', readonly Named[]>>>({ phone: [], link: [], platform: [] })
  const aspects = shallowRef<readonly Named[]>([])
  const loading = shallowRef(true)
  const trouble = shallowRef<StudioError>()
  const current = computed(() => drafts.value.find(({ id }) => id === draft.value))
  /** Whether what is typed may be saved: into a draft of one's own, or into a new one. */
  const mayEdit = computed(() => draft.value === undefined || (current.value?.may ?? ['edit']).includes('edit'))

  async function refresh() {
    loading.value = true
    try {
      const [all, rows, allowed, asked] = await Promise.all([
        server.drafts(),
        server.matters(draft.value),
        server.file('links.yaml', draft.value),
        server.file('aspects.yaml', draft.value),
      ])
      drafts.value = all
      matters.value = rows.matters
      revision.value = rows.revision
      links.value = {
        phone: rowsOf(allowed.tree, 'phones').map((row) => ({ id: textOf(row.id), name: `${textOf(row.label)} ${textOf(row.number)}` })),
        link: rowsOf(allowed.tree, 'links').map((row) => ({ id: textOf(row.id), name: textOf(row.title) })),
        platform: rowsOf(allowed.tree, 'platforms').map((row) => ({ id: textOf(row.id), name: textOf(row.name) })),
      }
      aspects.value = rowsOf(asked.tree, 'aspects').map((row) => ({ id: textOf(row.id), name: textOf(row.name) }))
      trouble.value = undefined
    } catch (cause) {
      trouble.value = troubleOf(cause)
    } finally {
      loading.value = false
    }
  }

  async function refreshDrafts() {
    drafts.value = await server.drafts().catch(() => drafts.value)
  }

  /** Opens a draft and goes on in it. */
  async function open(title: string): Promise<string> {
    const opened = await server.openDraft(title)
    drafts.value = [opened, ...drafts.value]
    await enter(opened.id)
    return opened.id
  }

  const matterName = (id: string) => matters.value.find((row) => row.id === id)?.shortName ?? id
  const aspectName = (id: string) => aspects.value.find((aspect) => aspect.id === id)?.name ?? id

  watch(draft, refresh, { immediate: true })
  return {
    draft,
    current,
    mayEdit,
    drafts: shallowReadonly(drafts),
    matters: shallowReadonly(matters),
    revision: shallowReadonly(revision),
    links: shallowReadonly(links),
    aspects: shallowReadonly(aspects),
    loading: shallowReadonly(loading),
    trouble: shallowReadonly(trouble),
    enter,
    open,
    refresh,
    refreshDrafts,
    matterName,
    aspectName,
  }
}

export const workspaceKey: InjectionKey<Workspace> = Symbol('workspace')

export function useWorkspace(): Workspace {
  const workspace = inject(workspaceKey)
  if (!workspace) throw new Error('there is no workspace: provide one under workspaceKey')
  return workspace
}
