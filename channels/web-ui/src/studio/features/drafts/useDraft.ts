import { shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { troubleOf, type Action, type Change, type Complaint, type Draft, type StudioError, type StudioServer } from '../../api/server'

/** One draft: what it changes, what is wrong with it, and what may be done with it. */
export function useDraft({
  server,
  id,
  onChange = () => undefined,
}: {
  server: Pick<StudioServer, 'draft' | 'changes' | 'complaints' | 'submit' | 'giveBack' | 'approve' | 'discard'>
  id: Readonly<Ref<string>>
  /** Something came of it. */
  onChange?: () => void
}) {
  const draft = shallowRef<Draft>()
  const changes = shallowRef<readonly Change[]>()
  const complaints = shallowRef<readonly Complaint[]>([])
  const trouble = shallowRef<StudioError>()
  const busy = shallowRef(false)

  async function load() {
    const wanted = id.value
    try {
      const [one, changed, wrong] = await Promise.all([server.draft(wanted), server.changes(wanted), server.complaints(wanted)])
      if (wanted !== id.value) return
      draft.value = one
      changes.value = changed
      complaints.value = wrong
      trouble.value = undefined
    } catch (cause) {
      if (wanted === id.value) trouble.value = troubleOf(cause)
    }
  }

  /** Does something on top of what is shown; false if it came to nothing. What moved meanwhile is shown then, to be looked at first. */
  async function act(what: (id: string, head: string) => Promise<unknown>): Promise<boolean> {
    const head = draft.value?.head
    if (busy.value || head === undefined) return false
    busy.value = true
    try {
      await what(id.value, head)
      trouble.value = undefined
      onChange()
      return true
    } catch (cause) {
      const why = troubleOf(cause)
      if (why.trouble === 'stale') await load()
      trouble.value = why
      return false
    } finally {
      busy.value = false
    }
  }

  const reloaded = async (done: Promise<boolean>) => {
    const well = await done
    if (well) await load()
    return well
  }
  const may = (action: Action) => draft.value?.may?.includes(action) ?? false

  watch(id, () => void load(), { immediate: true })
  return {
    draft: shallowReadonly(draft),
    changes: shallowReadonly(changes),
    complaints: shallowReadonly(complaints),
    trouble: shallowReadonly(trouble),
    busy: shallowReadonly(busy),
    may,
    load,
    act,
    submit: (remark: string) => reloaded(act((draft, head) => server.submit(draft, head, remark))),
    giveBack: (remark: string) => reloaded(act((draft, head) => server.giveBack(draft, head, remark))),
    approve: (remark: string) => reloaded(act((draft, head) => server.approve(draft, head, remark))),
    discard: () => act((draft) => server.discard(draft)),
  }
}
