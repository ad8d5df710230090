import { isComposing } from '@/ui/isComposing'

/** What a key of the desk means (快捷键). */
export type Key = { readonly name: 'choose'; readonly place: number } | { readonly name: 'adopt' | 'edit' | 'copy' | 'push' | 'away' | 'search' | 'order' | 'read' | 'cards' | 'help' | 'latest' | 'consult' }

const LETTERS: Readonly<Record<string, Key>> = {
  enter: { name: 'adopt' },
  e: { name: 'edit' },
  c: { name: 'copy' },
  p: { name: 'push' },
  escape: { name: 'away' },
  '/': { name: 'search' },
  s: { name: 'cards' },
  m: { name: 'read' },
  w: { name: 'order' },
  q: { name: 'consult' },
  end: { name: 'latest' },
  '?': { name: 'help' },
  '？': { name: 'help' },
  1: { name: 'choose', place: 0 },
  2: { name: 'choose', place: 1 },
  3: { name: 'choose', place: 2 },
}

/** What this key means here: nothing while somebody types, and not what the control that has the focus does with it. */
export function keyOf(event: KeyboardEvent): Key | undefined {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return undefined
  const at = event.target instanceof Element ? event.target : undefined
  if (at?.closest('input, textarea, select, [contenteditable], dialog') !== null && at !== undefined) return undefined
  const key = LETTERS[event.key.toLowerCase()]
  if (key?.name === 'adopt' && at?.closest('button, a, summary, label') !== null && at !== undefined) return undefined
  if (key?.name === 'latest' && at?.closest('nav') !== null && at !== undefined) return undefined
  return key
}
