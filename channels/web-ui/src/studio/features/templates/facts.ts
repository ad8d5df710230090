import { isTree, rowsOf, textOf, type Tree } from '../../content/tree'
import { fill, words } from '../../words'

/** A fact that a template of a matter may mention (事实标签), and what it says. */
export interface NamedFact {
  readonly name: string
  readonly label: string
  readonly says: string
  readonly unsure: boolean
}

/** Those that every matter has; `banshi.corpus.template.NamedFacts` and `BlockTag` are the same list. */
const PLAIN = [
  'short-name', 'name', 'summary', 'fee', 'time-limit', 'time-limit.statutory', 'where', 'where.appointment', 'online', 'online.platform',
  'online.entry', 'online.link', 'agent', 'delivery', 'validity', 'progress', 'hotline', 'materials', 'conditions', 'steps', 'special', 'neighbours',
] as const

/** A tag that becomes a block of its own, from rows of the matter. */
const BLOCKS: Readonly<Record<string, readonly [list: string, field: string]>> = {
  materials: ['materials', 'name'],
  conditions: ['conditions', 'text'],
  steps: ['process', 'text'],
  special: ['special', 'title'],
  neighbours: ['neighbours', 'tell-apart'],
}

export function factsOf(matter: Tree | undefined, nameOf: (of: 'phone' | 'link' | 'platform', id: string) => string): readonly NamedFact[] {
  if (!matter) return []
  const labels: Readonly<Record<string, string>> = words.tags
  const plain = PLAIN.map((name): NamedFact => {
    const [head = '', part] = name.split('.')
    const value = matter[head]
    const block = BLOCKS[name]
    const label = labels[name] ?? name
    if (name === 'hotline') return { name, label, says: nameOf('phone', textOf(value)), unsure: false }
    if (block) return { name, label, says: rowsOf(matter, block[0]).map((row) => textOf(row[block[1]])).join('；'), unsure: false }
    if (!isTree(value)) return { name, label, says: textOf(value), unsure: false }
    const said = textOf(value[part ?? 'text'])
    return { name, label, says: part === 'platform' || part === 'link' ? nameOf(part, said) : said, unsure: value.unsure === true }
  })
  const own = isTree(matter.facts) ? Object.entries(matter.facts) : []
  return [
    ...plain,
    ...own.map(([name, fact]) => ({
      name: `fact.${name}`,
      label: fill(words.tags.own, { name: glimpse(isTree(fact) ? textOf(fact.text) : '', name) }),
      says: isTree(fact) ? textOf(fact.text) : '',
      unsure: isTree(fact) && fact.unsure === true,
    })),
  ]
}

/** What a fact without a name of its own is known by: how it begins. */
function glimpse(text: string, name: string): string {
  return text === '' ? name : text.length > 9 ? `${text.slice(0, 8)}…` : text
}

/** Facts in whose name or words something stands. */
export function factsMatching(facts: readonly NamedFact[], typed: string): readonly NamedFact[] {
  const wanted = typed.trim().toLowerCase()
  return facts.filter(({ name, label, says }) => [name, label, says].some((part) => part.toLowerCase().includes(wanted)))
}
