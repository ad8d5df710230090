import { put, rowsOf, type Tree } from '../../content/tree'

/** How something is put (说法). */
export const STYLES = ['plain', 'colloquial', 'keyword', 'long', 'dialect', 'mixed', 'euphemism', 'follow-up'] as const

/** Where the phrasings of a matter stand. */
export const phrasingsFile = (matter: string) => `questions/${matter}.tsv`

/** As a table can hold it: in one line. */
export const inOneLine = (text: string) => text.trim().replaceAll(/\s+/g, ' ')

/** Adds phrasings to those of a matter; what is blank or stands there already, under whichever aspect, is left out. Gives how many were added. */
export function addTo(phrasings: Tree, aspect: string, style: string, texts: readonly string[]): number {
  const rows = rowsOf(phrasings, 'rows')
  const known = new Set(rows.map((row) => row.text))
  const added = new Set(texts.map(inOneLine).filter((text) => text !== '' && !known.has(text)))
  put(phrasings, 'rows', [...rows, ...[...added].map((text) => ({ aspect, style, text }))])
  return added.size
}
