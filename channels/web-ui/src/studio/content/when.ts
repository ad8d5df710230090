import { words } from '../words'
import { isTree, textsOf, textOf, rowsOf, type Json, type Tree } from './tree'

/** Something to ask about a case, and what may be answered (情形). */
export interface Situation {
  readonly id: string
  readonly question: string
  readonly asked: boolean
  /** In which cases it is asked; in all where that is left out. */
  readonly when: Json | undefined
  readonly options: readonly { readonly id: string; readonly label: string }[]
}

export function situationsOf(matter: Tree | undefined): readonly Situation[] {
  return rowsOf(matter, 'situations').map((row) => ({
    id: textOf(row.id),
    question: textOf(row.question),
    asked: row.asked !== false,
    when: row.when,
    options: rowsOf(row, 'options').map((option) => ({ id: textOf(option.id), label: textOf(option.label) })),
  }))
}

/** In which cases something holds, as one would say it; an id that leads nowhere stands for itself. */
export function caseInWords(when: Json | undefined, situations: readonly Situation[]): string {
  if (!isTree(when)) return words.when.always
  const parts = Object.entries(when).map(([id, options]) => {
    const situation = situations.find((known) => known.id === id)
    return textsOf(options)
      .map((option) => situation?.options.find((known) => known.id === option)?.label ?? `？${id}=${option}`)
      .join(words.when.or)
  })
  return parts.length === 0 ? words.when.always : parts.join(words.when.and)
}

/** Whether a case is one of those. */
export function holds(when: Json | undefined, told: Readonly<Record<string, string>>): boolean {
  return !isTree(when) || Object.entries(when).every(([id, options]) => textsOf(options).includes(told[id] ?? ''))
}

/** Whether it says something that the matter does not know. */
export function isCaseKnown(when: Json | undefined, situations: readonly Situation[]): boolean {
  return (
    !isTree(when) ||
    Object.entries(when).every(([id, options]) => {
      const situation = situations.find((known) => known.id === id)
      return situation !== undefined && textsOf(options).every((option) => situation.options.some((known) => known.id === option))
    })
  )
}
