/** What a content file says, as JSON. */
export type Json = string | number | boolean | null | Json[] | Tree
export interface Tree {
  [key: string]: Json
}
/** Names of fields and places in lists, from the top down. */
export type Path = readonly (string | number)[]

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list of records under a name; what is no record is left out. The list is the tree's own only where all are. */
export function rowsOf(tree: Tree | undefined, key: string): Tree[] {
  const list = tree?.[key]
  return Array.isArray(list) ? list.filter(isTree) : []
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function textsOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.map(textOf)
  return value === undefined || value === null || value === '' ? [] : [textOf(value)]
}

/** Sets a field; what is blank, empty or undefined goes, for content files say nothing of what there is not. */
export function put(tree: Tree, key: string, value: Json | undefined): void {
  if (isBlank(value)) Reflect.deleteProperty(tree, key)
  else tree[key] = value
}

function isBlank(value: Json | undefined): value is undefined {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isTree(value) && Object.keys(value).length === 0
}

/** Says the same; the order of fields does not matter, that of lists does. */
export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((entry, index) => same(entry, other[index]))
  if (!isTree(one) || !isTree(other)) return false
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]))
}

/** Of its own, through proxies too. */
export function copy<T extends Json>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

export function at(tree: Json | undefined, path: Path): Json | undefined {
  let found = tree
  for (const step of path) {
    if (Array.isArray(found)) found = found[Number(step)]
    else if (isTree(found)) found = Object.hasOwn(found, step) ? found[step] : undefined
    else return undefined
  }
  return found
}

/** What an entry of a list is known by, where it has an id. */
export function idOf(entry: Json | undefined): string | undefined {
  if (!isTree(entry)) return undefined
  if (typeof entry.id === 'string') return entry.id
  return typeof entry.matter === 'string' && !('name' in entry) ? entry.matter : undefined
}

/** A JSON pointer (RFC 6901) as steps. */
export function stepsOf(pointer: string): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Whether a pointer leads to a place, or into it. */
export function isWithin(pointer: string | undefined, place: string): boolean {
  return pointer !== undefined && `${pointer}/`.startsWith(`${place}/`)
}

export function pointerTo(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The path of a pointer as the history of content names it: entries by their ids. */
export function namedPath(tree: Tree, pointer: string): string[] {
  let found: Json | undefined = tree
  return stepsOf(pointer).map((step) => {
    const list: boolean = Array.isArray(found)
    found = at(found, [step])
    return list ? (idOf(found) ?? step) : step
  })
}

/** An id that no entry has yet: `option-9`. */
export function freeId(stem: string, taken: readonly (string | undefined)[]): string {
  let n = taken.length + 1
  while (taken.includes(`${stem}-${n}`)) n += 1
  return `${stem}-${n}`
}
