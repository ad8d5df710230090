import { at, copy, idOf, isTree, put, same, type Json, type Path, type Tree } from './tree'

/** A place that both changed, otherwise. Absent where a side has nothing there. */
export interface Conflict {
  /** From the top of the file down: names of fields, places in the merged list. */
  readonly path: Path
  readonly base: Json | undefined
  readonly ours: Json | undefined
  readonly theirs: Json | undefined
}

export interface Merged {
  /** With what they say where both changed the same; ours where they have nothing there. */
  readonly tree: Tree
  readonly conflicts: readonly Conflict[]
}

/**
 * Puts together what two people made of the same file, field by field. Entries of lists are found again by their ids, those without one by
 * what they said, or as the most alike in the same gap. An entry that one side removed and the other changed is a conflict; the order of
 * entries is ours where only we changed it.
 */
export function merge(base: Tree, ours: Tree, theirs: Tree): Merged {
  const conflicts: Conflict[] = []
  const tree = mergeTrees(base, ours, theirs, [], conflicts)
  return { tree, conflicts }
}

/** The merged tree with what was decided for each conflict, in their order; nothing where it is to go. */
export function settle({ tree, conflicts }: Merged, decided: readonly (Json | undefined)[]): Tree {
  const settled = copy(tree)
  // backwards, so that an entry that goes moves none whose place is still needed
  for (let index = conflicts.length - 1; index >= 0; index -= 1) {
    const path = conflicts[index]?.path ?? []
    const holder = at(settled, path.slice(0, -1))
    const last = path.at(-1) ?? ''
    const value = decided[index]
    if (Array.isArray(holder)) holder.splice(Number(last), 1, ...(value === undefined ? [] : [value]))
    else if (isTree(holder)) put(holder, String(last), value)
  }
  return settled
}

function mergeTrees(base: Tree, ours: Tree, theirs: Tree, path: Path, conflicts: Conflict[]): Tree {
  const merged: Tree = {}
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const value = mergeValues(base[key], ours[key], theirs[key], [...path, key], conflicts)
    if (value !== undefined) merged[key] = value
  }
  return merged
}

function mergeValues(base: Json | undefined, ours: Json | undefined, theirs: Json | undefined, path: Path, conflicts: Conflict[]): Json | undefined {
  if (same(ours, theirs) || same(base, ours)) return theirs
  if (same(base, theirs)) return ours
  if (isTree(ours) && isTree(theirs)) return mergeTrees(isTree(base) ? base : {}, ours, theirs, path, conflicts)
  if (isRecords(ours) && isRecords(theirs)) return mergeLists(isRecords(base) ? base : [], ours, theirs, path, conflicts)
  conflicts.push({ path, base, ours, theirs })
  return theirs ?? ours // something stands in the place until it is decided
}

function isRecords(value: Json | undefined): value is Tree[] {
  return Array.isArray(value) && value.every(isTree)
}

interface Entry {
  base?: Tree
  ours?: Tree
  theirs?: Tree
}

function mergeLists(base: Tree[], ours: Tree[], theirs: Tree[], path: Path, conflicts: Conflict[]): Json[] {
  const entries = base.map((was): Entry => ({ base: was }))
  const born = new Map<string, Entry>()
  const mine = placed(entries, born, ours, 'ours')
  const others = placed(entries, born, theirs, 'theirs')
  const stays = (list: Entry[]) => list.filter((entry) => entry.base !== undefined)
  const reordered = stays(mine).some((entry, index, all) => index > 0 && entries.indexOf(entry) < entries.indexOf(all[index - 1] ?? entry))
  const [first, second] = reordered ? [mine, others] : [others, mine]

  // what only the second list has comes after what it follows there
  const order = [...first]
  second.forEach((entry, index) => {
    if (order.includes(entry)) return
    const before = second.slice(0, index).reverse().find((other) => order.includes(other))
    order.splice(before ? order.indexOf(before) + 1 : 0, 0, entry)
  })

  const merged: Json[] = []
  for (const { base: was, ours: our, theirs: their } of order) {
    const value = mergeValues(was, our, their, [...path, merged.length], conflicts)
    if (value !== undefined) merged.push(value)
  }
  return merged
}

/** The entries that a list shows, in its order; what is new on both sides under one id is one entry. */
function placed(entries: readonly Entry[], born: Map<string, Entry>, list: readonly Tree[], side: 'ours' | 'theirs'): Entry[] {
  const base = entries.map(({ base: was }) => was ?? {})
  const known = align(base, list)
  return list.map((row, index) => {
    const id = idOf(row)
    const entry = entries[known[index] ?? -1] ?? (id === undefined ? undefined : born.get(id)) ?? {}
    if (id !== undefined) born.set(id, entry)
    entry[side] = row
    return entry
  })
}

/** For each entry of the list the place of what it was in the base, where it was there. */
export function align(base: readonly Tree[], list: readonly Tree[]): (number | undefined)[] {
  const free = new Set(base.keys())
  const take = (index: number) => {
    if (index < 0) return undefined
    free.delete(index)
    return index
  }
  const found = list.map((row) => {
    const id = idOf(row)
    return take(base.findIndex((was, index) => free.has(index) && (id === undefined ? idOf(was) === undefined && same(was, row) : idOf(was) === id)))
  })
  list.forEach((row, place) => {
    if (found[place] !== undefined || idOf(row) !== undefined) return
    const before = found.slice(0, place).reverse().find((index) => index !== undefined) ?? -1
    const after = found.slice(place + 1).find((index) => index !== undefined) ?? base.length
    let best = -1
    let alike = 0.5
    for (const index of free) {
      const was = base[index]
      if (index <= before || index >= after || was === undefined || idOf(was) !== undefined) continue
      const likeness = dice(JSON.stringify(was), JSON.stringify(row))
      if (likeness >= alike) [best, alike] = [index, likeness]
    }
    found[place] = take(best)
  })
  return found
}

/** Dice's coefficient over pairs of characters. */
function dice(one: string, other: string): number {
  const pairs = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2))
  const left = pairs(one)
  const count = new Map<string, number>()
  for (const pair of left) count.set(pair, (count.get(pair) ?? 0) + 1)
  const right = pairs(other)
  let shared = 0
  for (const pair of right) {
    const n = count.get(pair) ?? 0
    if (n > 0) {
      shared += 1
      count.set(pair, n - 1)
    }
  }
  return left.length + right.length === 0 ? 1 : (2 * shared) / (left.length + right.length)
}
