import { computed, onScopeDispose, ref, shallowReadonly, shallowRef, toRaw, watch, type Ref } from 'vue'
import type { Complaint, ContentFile, StudioError, StudioServer } from '../api/server'
import { troubleOf } from '../api/server'
import { merge, settle, type Merged } from '../content/merge'
import { at, copy, same, stepsOf, type Json, type Tree } from '../content/tree'

/** Both sides of a save that others were ahead of. */
export interface Clash extends Merged {
  readonly theirs: ContentFile
}

/**
 * A content file as somebody edits it: what was read, what it says now, and saving. What was typed stays whatever a save comes to; where
 * others changed the same fields, `clash` holds both sides until `decide`.
 */
export function useContentFile({
  server,
  file,
  draft,
  openDraft,
  onSaved = () => undefined,
}: {
  server: Pick<StudioServer, 'file' | 'save' | 'complaints'>
  file: Readonly<Ref<string | undefined>>
  /** The draft that is worked in; what is published where there is none. */
  draft: Readonly<Ref<string | undefined>>
  /** Opens a draft, and makes it the one that is worked in. */
  openDraft: (title: string) => Promise<string>
  onSaved?: () => void
}) {
  /** What it says now; edited in place. */
  const tree = ref<Tree>()
  const read = shallowRef<ContentFile>()
  const trouble = shallowRef<StudioError>()
  const said = shallowRef<readonly Complaint[]>([])
  /** What is wrong, as far as it was not changed since. */
  const complaints = computed(() =>
    said.value.filter(({ pointer }) => {
      if (pointer === undefined) return true
      const steps = stepsOf(pointer)
      return same(at(tree.value, steps), at(read.value?.tree, steps))
    }),
  )
  const saving = shallowRef(false)
  const saved = shallowRef(false)
  const clash = shallowRef<Clash>()
  const dirty = computed(() => tree.value !== undefined && read.value !== undefined && !same(tree.value, read.value.tree))
  let reading = 0
  /** Words of a model that were taken over since the last save. */
  let taken = 0
  let finding = 0

  async function load() {
    const name = file.value
    const mine = (reading += 1)
    clash.value = undefined
    trouble.value = undefined
    saved.value = false
    if (name === undefined) return
    try {
      const found = await server.file(name, draft.value)
      if (mine !== reading) return
      show(found)
      void findComplaints()
    } catch (cause) {
      if (mine === reading) trouble.value = troubleOf(cause)
    }
  }

  function show(found: ContentFile) {
    read.value = found
    tree.value = copy(found.tree)
    taken = 0
  }

  /** Notes that words of a model were taken over, for the history to tell. */
  function noteTaken() {
    taken += 1
  }

  /** All that is wrong, with regard to other files, too; seconds. */
  async function findComplaints() {
    const [id, name] = [draft.value, file.value]
    const mine = (finding += 1)
    const found = id === undefined ? [] : await server.complaints(id).catch(() => said.value)
    if (mine === finding && name === file.value) said.value = found.filter((complaint) => complaint.file === name)
  }

  /** False if it was not saved; `trouble` or `clash` says why. */
  async function save(title: string, message = ''): Promise<boolean> {
    const known = read.value
    if (saving.value || known === undefined || tree.value === undefined) return false
    saving.value = true
    trouble.value = undefined
    saved.value = false
    const sent = copy(toRaw(tree.value))
    const sentTaken = taken
    try {
      const id = draft.value ?? (await openDraft(title))
      const answer = await server.save(id, known.revision, [{ file: known.name, tree: sent }], message, sentTaken)
      if (answer.kind === 'conflict') {
        const theirs = await server.file(known.name, id)
        const merged = merge(known.tree, sent, theirs.tree)
        if (merged.conflicts.length > 0) clash.value = { ...merged, theirs }
        else take(theirs, merged.tree) // it moved on once more, to what agrees with ours: save that on top
        return false
      }
      said.value = answer.complaints.filter((complaint) => complaint.file === known.name)
      take(await server.file(known.name, id).catch(() => ({ name: known.name, revision: answer.revision, tree: sent })), undefined, sent)
      taken -= sentTaken
      saved.value = true
      void findComplaints() // the answer knows only what is wrong with this file by itself
      onSaved()
      return true
    } catch (cause) {
      trouble.value = troubleOf(cause)
      return false
    } finally {
      saving.value = false
    }
  }

  /** Goes on from another revision, with what was typed meanwhile. */
  function take(theirs: ContentFile, merged?: Tree, sent?: Tree) {
    const now = tree.value
    const typed = sent !== undefined && now !== undefined && !same(now, sent)
    read.value = theirs
    tree.value = merged ?? (typed ? settleOurs(merge(sent, copy(toRaw(now)), theirs.tree)) : kept(now, theirs.tree))
  }

  /** Ends a clash with what is to stand in each field that both changed, and saves that. */
  async function decide(decided: readonly (Json | undefined)[], title: string): Promise<boolean> {
    const both = clash.value
    if (both === undefined) return false
    clash.value = undefined
    take(both.theirs, settle(both, decided))
    return save(title)
  }

  /** Leaves a clash for later: nothing is saved, and everything typed is still there. */
  function putOff() {
    clash.value = undefined
  }

  /** Back to what was read. */
  function revert() {
    if (read.value) show(read.value)
    trouble.value = undefined
  }

  watch(
    [file, draft],
    () => {
      // a save has just opened the draft: what is shown is what it holds
      if (!saving.value) void load()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    reading += 1
  })

  return {
    tree,
    dirty,
    read: shallowReadonly(read),
    trouble: shallowReadonly(trouble),
    complaints,
    saving: shallowReadonly(saving),
    saved: shallowReadonly(saved),
    clash: shallowReadonly(clash),
    load,
    save,
    decide,
    putOff,
    revert,
    noteTaken,
  }
}

/** What is shown already, where it says the same: rows that are unfolded stay so. */
function kept(now: Tree | undefined, theirs: Tree): Tree {
  return now !== undefined && same(now, theirs) ? now : copy(theirs)
}

/** What is being typed wins over what was there. */
function settleOurs(merged: Merged): Tree {
  return settle(
    merged,
    merged.conflicts.map(({ ours }) => ours),
  )
}
