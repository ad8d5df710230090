import type { Moved } from '../../api/server'

/** What of the moved answers somebody wants to see; empty means all. */
export interface MovedFilters {
  readonly words: string
  readonly kind: string
  readonly change: string
  readonly fate: string
}

export const allMoved: MovedFilters = { words: '', kind: '', change: '', fate: '' }

export function movedBy(moved: readonly Moved[], { words, kind, change, fate }: MovedFilters): readonly Moved[] {
  const wanted = words.trim().toLowerCase()
  return moved.filter(
    (one) =>
      (kind === '' || one.kind === kind) &&
      (change === '' || one.change === change) &&
      (fate === '' || one.fate === fate) &&
      (wanted === '' || [one.question, one.before.text, one.after.text].some((text) => text.toLowerCase().includes(wanted))),
  )
}
