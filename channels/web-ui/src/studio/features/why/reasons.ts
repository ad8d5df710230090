import type { components } from '@/api/schema'
import { fill, words } from '../../words'

export type Explanation = components['schemas']['Explanation']
export type Names = Readonly<Record<string, string>>

/** Why words were read as they were, as one tells it a colleague; a sentence each. */
export interface Reasons {
  readonly heard: readonly string[]
  readonly nearest: readonly string[]
  readonly decided: string
}

const NEAREST = 3

export const percent = (share: number) => `${Math.round(share * 100)}%`

/** A matter and an aspect by their names. */
export function whereOf(names: Names, matter: string | undefined, aspect: string | undefined): string {
  return [matter, aspect]
    .filter((id) => id !== undefined && id !== '')
    .map((id) => names[id ?? ''] ?? id)
    .join(' · ')
}

export function reasonsOf(why: Explanation, names: Names): Reasons {
  const { decision, thresholds } = why
  const said = {
    p: percent(decision.readings[0]?.p ?? 0),
    enough: percent(thresholds.answer ?? 0),
    where: whereOf(names, decision.readings[0]?.matter, decision.readings[0]?.aspect),
    readings: decision.readings.map(({ matter, aspect, p }) => `${whereOf(names, matter, aspect)}（${percent(p)}）`).join('、'),
    about: names[decision.about ?? ''] ?? decision.about ?? '',
  }
  return {
    heard: [
      fill(words.why.heardAs, { text: why.text }),
      ...(why.words.length > 0 ? [fill(words.why.words, { words: why.words.join(' / ') })] : []),
      ...why.expansions.map(({ term, canonical }) => fill(words.why.expansion, { term, canonical })),
      fill(words.why.steps[why.step], { sureness: percent(why.sureness), clear: percent(why.clear) }),
      ...(why.familiar ? [] : [words.why.unfamiliar]),
    ],
    nearest: why.nearestInMeaning
      .slice(0, NEAREST)
      .map(({ text, subject, aspect, score }) => fill(words.why.near, { text, where: whereOf(names, subject, aspect), score: percent(Math.max(0, score)) })),
    decided: fill(words.why.moves[decision.move], said),
  }
}
