import { computed, onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { troubleOf, type ContentFile, type Decided, type Field, type LastChange, type Outdated, type StudioError, type StudioServer } from '../../api/server'
import { merge, settle, type Merged } from '../../content/merge'
import { isTree, type Json } from '../../content/tree'
import type { Clash } from '../../editing/useContentFile'
import { words } from '../../words'

/** A file that the draft and what was published since say otherwise. */
interface Undecided extends Clash {
  readonly field: Field
  /** One side has no such file: all of it is one thing to decide. */
  readonly whole: boolean
}

/** Brings a draft up to date: where both sides changed the same, file after file is decided, and nothing is changed before all are. */
export function useUpdate({
  server,
  id,
  onUpdated = () => undefined,
}: {
  server: Pick<StudioServer, 'update' | 'fileAt' | 'authors'>
  id: Readonly<Ref<string>>
  onUpdated?: () => void
}) {
  const outdated = shallowRef<Outdated>()
  const undecided = shallowRef<readonly Undecided[]>([])
  const decisions = shallowRef<Decided['decisions']>([])
  const authors = shallowRef<readonly LastChange[]>([])
  const trouble = shallowRef<StudioError>()
  const updating = shallowRef(false)
  const clash = computed(() => undecided.value[0])
  let run = 0

  async function busily(what: (current: () => boolean) => Promise<void>) {
    const mine = (run += 1)
    const current = () => mine === run
    updating.value = true
    trouble.value = undefined
    try {
      await what(current)
    } catch (cause) {
      if (current()) trouble.value = troubleOf(cause)
    } finally {
      if (current()) updating.value = false
    }
  }

  const update = () =>
    busily(async (current) => {
      const answer = await server.update(id.value)
      if (!current()) return
      if (answer.kind === 'updated') onUpdated()
      else await show(answer.outdated, current)
    })

  async function show(found: Outdated, current: () => boolean) {
    const fields = new Map(found.conflicts.map(({ field }) => [field.file, field]))
    const files = await Promise.all([...fields.values()].map(async (field) => sidesOf(field, found)))
    if (!current()) return
    outdated.value = found
    decisions.value = []
    undecided.value = files
    await goOn(current)
  }

  async function sidesOf(field: Field, { base, ours, theirs }: Outdated): Promise<Undecided> {
    const [was, our, their] = await Promise.all([base, ours, theirs].map(async (revision) => readAt(field.file, revision)))
    const merged = our && their ? merge(was?.tree ?? {}, our.tree, their.tree) : wholeOf(was, our, their)
    return { ...merged, theirs: their ?? { name: field.file, revision: theirs, tree: {} }, field, whole: !(our && their) }
  }

  async function readAt(file: string, revision: string): Promise<ContentFile | undefined> {
    try {
      return await server.fileAt(file, revision)
    } catch (cause) {
      if (troubleOf(cause).trouble === 'absent') return undefined
      throw cause
    }
  }

  /** Shows the next file that needs somebody to decide; sends all when none is left. */
  async function goOn(current: () => boolean) {
    let next = undecided.value[0]
    while (next?.conflicts.length === 0) next = take(next, [])
    if (next) authors.value = await server.authors(next.field.file).catch(() => [])
    else await send(current)
  }

  function take(file: Undecided, values: readonly (Json | undefined)[]): Undecided | undefined {
    const decided = file.whole ? values[0] : settle(file, values)
    decisions.value = [...decisions.value, { file: file.field.file, ...(isTree(decided) ? { tree: decided } : {}) }]
    undecided.value = undecided.value.slice(1)
    return undecided.value[0]
  }

  async function send(current: () => boolean) {
    const found = outdated.value
    if (found === undefined) return
    const answer = await server.update(id.value, { ours: found.ours, theirs: found.theirs, decisions: decisions.value })
    if (!current()) return
    if (answer.kind === 'conflict') await show(answer.outdated, current)
    else {
      putOff()
      onUpdated()
    }
  }

  /** What is to stand in each field that both changed of the file that is shown. */
  const decide = (values: readonly (Json | undefined)[]) =>
    busily(async (current) => {
      if (clash.value === undefined) return
      take(clash.value, values)
      await goOn(current)
    })

  /** Leaves all of it as it was. */
  function putOff() {
    outdated.value = undefined
    undecided.value = []
    decisions.value = []
    authors.value = []
  }

  watch(id, () => {
    run += 1
    updating.value = false
    trouble.value = undefined
    putOff()
  })
  onScopeDispose(() => {
    run += 1
  })
  return { clash, authors: shallowReadonly(authors), trouble: shallowReadonly(trouble), updating: shallowReadonly(updating), update, decide, putOff }
}

function wholeOf(base: ContentFile | undefined, ours: ContentFile | undefined, theirs: ContentFile | undefined): Merged {
  return { tree: {}, conflicts: [{ path: [words.clash.whole], base: base?.tree, ours: ours?.tree, theirs: theirs?.tree }] }
}
