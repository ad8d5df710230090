import type { RouteLocationRaw } from 'vue-router'
import { placeOf } from '../../content/places'
import { rowsOf, textOf, textsOf, type Tree } from '../../content/tree'
import { fill, words } from '../../words'

export const KINDS = ['material', 'condition', 'law', 'neighbour', 'bundle'] as const
export type NodeKind = 'self' | (typeof KINDS)[number]

/** Something that a matter has to do with. */
export interface Node {
  /** Among all nodes of the graph. */
  readonly id: string
  readonly kind: NodeKind
  readonly name: string
  /** The name where room is short: of law, the article stays. */
  readonly short: string
  /** What there is to say of it besides. */
  readonly note: string
  /** Where it is edited; for a neighbour, its own surroundings. */
  readonly to: RouteLocationRaw
}

export interface Edge {
  readonly source: string
  readonly target: string
}

export interface Surroundings {
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
}

/**
 * What stands around a matter (关系图): its materials and conditions, the law behind them, matters that it is confused with, and bundles that it is part of.
 * Law stands behind what cites it; what is cited by neither material nor condition stands behind the matter itself.
 */
export function surroundingsOf({
  id,
  file,
  matter,
  pairs,
  bundles,
  nameOf,
}: {
  id: string
  /** Where the matter stands. */
  file: string
  matter: Tree
  /** Hard pairs (易混问法) of the matter, where it has any. */
  pairs: Tree | undefined
  bundles: readonly { readonly name: string; readonly tree: Tree }[]
  nameOf: (matter: string) => string
}): Surroundings {
  const self = { id: 'self', kind: 'self', name: nameOf(id), short: nameOf(id), note: '', to: { name: 'matter', params: { id } } } satisfies Node
  const law = [...lawIn(matter, 'legal-basis', file), ...lawIn(matter, 'sources', file)]
  const cited = (row: Tree) => textsOf(row.basis).flatMap((basis) => law.filter((one) => one.id === `law:${basis}`))

  const parts = [...rowsOf(matter, 'materials').map((row) => ({ row, kind: 'material', list: 'materials' }) as const), ...rowsOf(matter, 'conditions').map((row) => ({ row, kind: 'condition', list: 'conditions' }) as const)].map(
    ({ row, kind, list }, index) => {
      const key = textOf(row.id)
      const behind = cited(row)
      const name = textOf(row.name) || textOf(row.text)
      const node: Node = {
        id: `${kind}:${key === '' ? index : key}`,
        kind,
        name,
        short: name,
        note: behind.length === 0 ? '' : fill(words.surroundings.cites, { list: behind.map(({ name }) => name).join('、') }),
        to: placeOf(file, key === '' ? [list] : [list, key]),
      }
      return { node, behind }
    },
  )
  const cites = parts.flatMap(({ node, behind }) => behind.map((one) => ({ source: node.id, target: one.id })))
  const uncited = law.filter((one) => !cites.some(({ target }) => target === one.id)).map(({ id: target }) => ({ source: self.id, target }))

  const neighbours = neighboursOf(id, matter, pairs, nameOf)
  const together = bundles.flatMap(({ name, tree }) =>
    rowsOf(tree, 'bundles')
      .filter((bundle) => rowsOf(bundle, 'steps').some((step) => step.matter === id))
      .map((bundle): Node => ({ id: `bundle:${textOf(bundle.id)}`, kind: 'bundle', name: textOf(bundle.name), short: textOf(bundle.name), note: '', to: placeOf(name, ['bundles', textOf(bundle.id)]) })),
  )
  return {
    nodes: [self, ...parts.map(({ node }) => node), ...law, ...neighbours, ...together],
    edges: [
      ...[...neighbours, ...together].map(({ id: source }) => ({ source, target: self.id })),
      ...parts.map(({ node }) => ({ source: self.id, target: node.id })),
      ...cites,
      ...uncited,
    ],
  }
}

function lawIn(matter: Tree, list: string, file: string): readonly Node[] {
  return rowsOf(matter, list).map((row) => {
    const [title, article] = [textOf(row.title), textOf(row.article)]
    return { id: `law:${textOf(row.id)}`, kind: 'law', name: title + article, short: shortLaw(title, article), note: '', to: placeOf(file, [list, textOf(row.id)]) }
  })
}

const LONGEST = 13

function shortLaw(title: string, article: string): string {
  const known = title.replace(/^中华人民共和国/, '')
  const room = LONGEST - article.length
  return known.length <= room || article === '' ? known + article : `${known.slice(0, Math.max(2, room - 1))}…${article}`
}

/** Those that the matter names, and those that its hard pairs tell it from. */
function neighboursOf(id: string, matter: Tree, pairs: Tree | undefined, nameOf: (matter: string) => string): readonly Node[] {
  const apart = new Map(rowsOf(matter, 'neighbours').map((row) => [textOf(row.matter), textOf(row['tell-apart'])]))
  const many = new Map<string, number>()
  for (const row of rowsOf(pairs, 'rows')) many.set(textOf(row.neighbour), (many.get(textOf(row.neighbour)) ?? 0) + 1)
  return [...new Set([...apart.keys(), ...many.keys()])]
    .filter((neighbour) => neighbour !== '' && neighbour !== id)
    .map((neighbour) => ({
      id: `neighbour:${neighbour}`,
      kind: 'neighbour',
      name: nameOf(neighbour),
      short: nameOf(neighbour),
      note: [apart.get(neighbour) ?? '', many.has(neighbour) ? fill(words.surroundings.pairs, { n: many.get(neighbour) ?? 0 }) : ''].filter((part) => part !== '').join('；'),
      to: { name: 'surroundings', params: { id: neighbour } },
    }))
}
