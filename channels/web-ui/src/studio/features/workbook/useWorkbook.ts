import { computed, onScopeDispose, shallowReadonly, shallowRef, type Ref } from 'vue'
import { StudioError, troubleOf, type Conflict, type Outlook, type StudioServer } from '../../api/server'

/** The server takes no more. */
export const LARGEST_MB = 20

/**
 * A workbook on its way back into the content (导入工作簿): first what it would change, then, if that is wanted, one save. What was read when it was
 * chosen is what is saved, whatever becomes of the file meanwhile.
 */
export function useWorkbook({
  server,
  draft,
  openDraft,
  onSaved = () => undefined,
}: {
  server: Pick<StudioServer, 'tryWorkbook' | 'takeWorkbook'>
  /** What is published where there is none. */
  draft: Readonly<Ref<string | undefined>>
  openDraft: () => Promise<string>
  onSaved?: () => void
}) {
  const name = shallowRef('')
  const outlook = shallowRef<Outlook>()
  /** Fields that others changed otherwise. */
  const conflicts = shallowRef<readonly Conflict[]>([])
  const trouble = shallowRef<StudioError>()
  const busy = shallowRef<'trying' | 'saving'>()
  const saved = shallowRef(false)
  let workbook: Blob | undefined
  let asked = 0
  const mayTake = computed(() => busy.value === undefined && !saved.value && conflicts.value.length === 0 && (outlook.value?.changedCount ?? 0) > 0)

  function forget() {
    asked += 1
    workbook = undefined
    name.value = ''
    outlook.value = trouble.value = busy.value = undefined
    conflicts.value = []
    saved.value = false
  }

  async function choose(file: File) {
    forget()
    const mine = asked
    name.value = file.name
    if (file.size > LARGEST_MB << 20) {
      trouble.value = new StudioError('too-large', `the workbook has ${file.size} bytes`)
      return
    }
    busy.value = 'trying'
    try {
      const read = new Blob([await file.arrayBuffer()])
      const found = await server.tryWorkbook(draft.value, read)
      if (mine !== asked) return
      workbook = read
      outlook.value = found
      conflicts.value = found.conflicts
    } catch (cause) {
      if (mine === asked) trouble.value = troubleOf(cause)
    } finally {
      if (mine === asked) busy.value = undefined
    }
  }

  async function take() {
    if (workbook === undefined || !mayTake.value) return
    const mine = asked
    busy.value = 'saving'
    trouble.value = undefined
    try {
      const answer = await server.takeWorkbook(draft.value ?? (await openDraft()), workbook)
      if (mine !== asked) return
      if (answer.kind === 'conflict') conflicts.value = answer.conflicted.conflicts
      else saved.value = true
      if (answer.kind === 'saved') onSaved()
    } catch (cause) {
      if (mine === asked) trouble.value = troubleOf(cause)
    } finally {
      if (mine === asked) busy.value = undefined
    }
  }

  onScopeDispose(forget)

  return {
    name: shallowReadonly(name),
    outlook: shallowReadonly(outlook),
    conflicts: shallowReadonly(conflicts),
    trouble: shallowReadonly(trouble),
    busy: shallowReadonly(busy),
    saved: shallowReadonly(saved),
    mayTake,
    choose,
    take,
    forget,
  }
}
