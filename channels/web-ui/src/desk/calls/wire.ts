import { consultOf, whomOf, type Consult, type ConsultSaid, type Whom } from '../consults/wire'

/** What passes over `/ws/agent` (坐席通道): docs/hotline.md has the contract, and these are its words. */

import { noticeOf, smsOf, type Notice, type Sms } from './notice'

export type Speaker = 'caller' | 'agent'

/** Something said in a call, as speech recognition has it; what comes later with the same id stands instead. */
export interface Utterance {
  readonly utteranceId: string
  readonly speaker: Speaker
  readonly text: string
  /** Nothing of it will change any more, unless it is corrected. */
  readonly final: boolean
  readonly startMs?: number
}

const KINDS = ['answer', 'ask', 'item', 'risk', 'phrase'] as const
export type Kind = (typeof KINDS)[number]

export interface Citation {
  readonly title: string
  readonly article?: string
  readonly url?: string
}

export interface Material {
  readonly id: string
  readonly name: string
  readonly required: boolean
  readonly reason?: string
}

/** What the caller may answer, or what may have been meant. */
export interface Choice {
  readonly id: string
  readonly label: string
  readonly matter?: string
  readonly aspect?: string
}

/** What to say, to ask or to watch out for (坐席建议); its id is one of its call's. */
export interface Card {
  readonly id: string
  readonly callId: string
  readonly basedOn: readonly string[]
  readonly kind: Kind
  readonly title: string
  readonly spoken: string
  readonly detail: string
  readonly citations: readonly Citation[]
  readonly materials: readonly Material[]
  readonly matter?: string
  readonly aspect?: string
  readonly choices: readonly Choice[]
  /** In milliseconds of the server's clock; absent where it holds until it is withdrawn. */
  readonly expires?: number
  readonly supersedes: readonly string[]
}

export const APPEAL_TYPES = ['consultation', 'help', 'complaint', 'report', 'proposal', 'praise', 'other'] as const
export type AppealType = (typeof APPEAL_TYPES)[number]

/** A work order as the call suggests it (工单草稿); the points of `content` are lines. */
export interface Draft {
  readonly type: AppealType
  readonly matter?: string
  readonly matterName?: string
  readonly district?: string
  readonly department?: string
  readonly address?: string
  readonly title: string
  readonly content: string
  /** False where no work order may be made of it: danger, which is for 110, 119, 120. */
  readonly acceptable: boolean
}

/** The utterances that each field comes from; those of a line of the content are under `content.0` and so on. */
export type Evidence = Readonly<Record<string, readonly string[]>>

export type CallState = 'ringing' | 'talking' | 'wrapup' | 'closed'
export type AsrStatus = 'ok' | 'silent' | 'lost'

export interface CallFacts {
  readonly callId: string
  readonly state: CallState
  /** Who has it; absent where it waits for somebody. */
  readonly agent?: Agent
  readonly phoneMasked?: string
  readonly district?: string
  readonly startedAt: string
  readonly endedAt?: string
  readonly reason?: string
  readonly earlierCalls: number
  /** How many of the events of it were wrong. */
  readonly faults: number
  readonly asr: AsrStatus
}

export interface Call extends CallFacts {
  readonly utterances: readonly Utterance[]
  readonly suggestions: readonly Card[]
}

export type Presence = 'ready' | 'away' | 'wrapup'

export interface Colleague {
  readonly id: string
  readonly displayName: string
  readonly state: string
}

export interface Agent {
  readonly id: string
  readonly name: string
  readonly displayName: string
}

/** What the server says. */
export type Frame =
  | { readonly type: 'ready'; readonly agent: Agent; readonly supervisor: boolean; readonly state: Presence; readonly calls: readonly Call[]; readonly colleagues: readonly Colleague[]; readonly consults: readonly Consult[]; readonly departments?: readonly string[] }
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'transcript'; readonly callId: string; readonly utterance: Utterance }
  | { readonly type: 'suggestion'; readonly card: Card }
  | { readonly type: 'withdrawn'; readonly callId: string; readonly ids: readonly string[] }
  | { readonly type: 'summary'; readonly callId: string; readonly draft: Draft; readonly evidence: Evidence }
  | { readonly type: 'confirmed'; readonly callId: string; readonly order: string }
  | { readonly type: 'notice'; readonly callId: string; readonly matter: string; readonly sms: Sms }
  | { readonly type: 'asr.status'; readonly callId: string; readonly status: AsrStatus; readonly faults: number }
  | { readonly type: 'queue' }
  | { readonly type: 'presence'; readonly colleagues: readonly Colleague[] }
  | { readonly type: 'found'; readonly ask: number; readonly cards: readonly Card[] }
  | { readonly type: 'consult'; readonly consult: Consult }
  | { readonly type: 'consult.whom'; readonly whom: Whom }
  | { readonly type: 'refused'; readonly of: string; readonly detail: string }
  | { readonly type: 'pong' }

/** What an agent said of a card (已采纳). */
export interface Spoken {
  readonly card: Card
  readonly text: string
  readonly at: number
}

/** All of a call: everything that was said, what the agent adopted, and the notices that were pushed, the latest first. */
export function wholeOf(json: unknown): { readonly utterances: readonly Utterance[]; readonly said: readonly Spoken[]; readonly notices: readonly Notice[] } | undefined {
  if (!isJson(json) || !isJson(json.call)) return undefined
  const callId = textOf(json.call.callId)
  const said = listOf(json.cards, (one) => {
    const card = isJson(one) ? cardOf(isJson(one.card) ? { callId, ...one.card } : undefined) : undefined
    return isJson(one) && card ? listOf(one.feedback, (given) => spokenOf(card, given)) : undefined
  }).flat()
  return { utterances: listOf(json.utterances, utteranceOf), said: said.sort((a, b) => b.at - a.at), notices: [...listOf(json.notices, noticeOf)].reverse() }
}

/** A card that was shown, and what became of it. */
export interface SeenCard {
  readonly card: Card
  readonly shownAt: string
  /** Why it was withdrawn. */
  readonly why?: string
  readonly feedback: readonly { readonly action: Action; readonly finalText?: string; readonly edits?: number; readonly reason?: string }[]
}

/** A call as whoever looks back on it sees it: everything said, every card. */
export interface SeenCall {
  readonly facts: CallFacts
  readonly utterances: readonly Utterance[]
  readonly cards: readonly SeenCard[]
  readonly orderNo?: string
}

export function seenOf(json: unknown): SeenCall | undefined {
  const facts = isJson(json) ? callOf(json.call) : undefined
  if (!isJson(json) || !facts) return undefined
  return {
    facts,
    utterances: listOf(json.utterances, utteranceOf),
    cards: listOf(json.cards, (one) => {
      const card = isJson(one) ? cardOf(isJson(one.card) ? { callId: facts.callId, ...one.card } : undefined) : undefined
      if (!isJson(one) || !card) return undefined
      const feedback = listOf(one.feedback, (given) => {
        const action = isJson(given) ? among(ACTIONS, given.action) : undefined
        if (!isJson(given) || action === undefined) return undefined
        const edits = numberOf(given.edits)
        return { action, ...texts(given, ['finalText', 'reason']), ...(edits === undefined ? {} : { edits }) }
      })
      return { card, shownAt: textOf(one.shownAt) ?? '', feedback, ...texts(one, ['why']) }
    }),
    ...texts(json, ['orderNo']),
  }
}

function spokenOf(card: Card, given: unknown): Spoken | undefined {
  if (!isJson(given) || (given.action !== 'adopted' && given.action !== 'edited')) return undefined
  return { card, text: textOf(given.finalText) ?? card.spoken, at: momentOf(given.givenAt) ?? 0 }
}

/** What no other card has: the ids of a call are its own. */
export function keyOfCard({ callId, id }: Card): string {
  return `${callId}/${id}`
}

const ACTIONS = ['adopted', 'edited', 'copied', 'rejected'] as const
export type Action = (typeof ACTIONS)[number]

/** What the desk says. */
export type Said =
  | { readonly type: 'hello'; readonly ticket: string }
  | { readonly type: 'suggestion.feedback'; readonly id: string; readonly callId: string; readonly displayedMs: number; readonly action: Action; readonly finalText?: string; readonly reason?: string }
  | { readonly type: 'ask'; readonly ask: number; readonly text: string; readonly callId?: string }
  | { readonly type: 'take'; readonly callId: string }
  | { readonly type: 'presence'; readonly state: Presence }
  | { readonly type: 'option'; readonly callId: string; readonly matter: string; readonly aspect?: string; readonly choice?: string }
  | { readonly type: 'summary.confirm'; readonly callId: string; readonly draft: Draft }
  | { readonly type: 'wrapup.done'; readonly callId: string }
  | { readonly type: 'ping' }
  | ConsultSaid

/** Reads a frame; undefined for what this page does not know or cannot use. What may be left out is filled in. */
export function frameOf(text: unknown): Frame | undefined {
  if (typeof text !== 'string') return undefined
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isJson(json)) return undefined
  const callId = textOf(json.callId)
  switch (json.type) {
    case 'ready': {
      const agent = agentOf(json.agent)
      return agent && { type: 'ready', agent, supervisor: json.supervisor === true, state: presenceOf(json.state), calls: listOf(json.calls, callOf), colleagues: listOf(json.colleagues, colleagueOf), consults: listOf(json.consults, consultOf), ...(Array.isArray(json.departments) ? { departments: listOf(json.departments, textOf) } : {}) }
    }
    case 'consult': {
      const consult = consultOf(json)
      return consult && { type: 'consult', consult }
    }
    case 'consult.whom':
      return { type: 'consult.whom', whom: whomOf(json) }
    case 'call': {
      const call = callOf(json)
      return call && { type: 'call', call }
    }
    case 'transcript': {
      const utterance = utteranceOf(json)
      return callId !== undefined && utterance ? { type: 'transcript', callId, utterance } : undefined
    }
    case 'suggestion': {
      const card = cardOf(json)
      return card && { type: 'suggestion', card }
    }
    case 'withdrawn':
      return callId === undefined ? undefined : { type: 'withdrawn', callId, ids: listOf(json.ids, textOf) }
    case 'summary': {
      const draft = draftOf(json.draft)
      return callId !== undefined && draft ? { type: 'summary', callId, draft, evidence: evidenceOf(json.evidence) } : undefined
    }
    case 'confirmed':
      return callId === undefined ? undefined : { type: 'confirmed', callId, order: textOf(json.order) ?? '' }
    case 'notice': {
      const matter = textOf(json.matter)
      return callId === undefined || matter === undefined ? undefined : { type: 'notice', callId, matter, sms: smsOf(json.sms) }
    }
    case 'asr.status':
      return callId === undefined ? undefined : { type: 'asr.status', callId, status: asrOf(json.status), faults: numberOf(json.faults) ?? 0 }
    case 'queue':
      return { type: 'queue' }
    case 'presence':
      return { type: 'presence', colleagues: listOf(json.colleagues, colleagueOf) }
    case 'found':
      return { type: 'found', ask: numberOf(json.ask) ?? -1, cards: listOf(json.suggestions, cardOf) }
    case 'refused':
      return { type: 'refused', of: textOf(json.of) ?? '', detail: textOf(json.detail) ?? '' }
    case 'pong':
      return { type: 'pong' }
    default:
      return undefined
  }
}

/** The call that a frame brings whole, and no other frame has. */
function callOf(json: unknown): Call | undefined {
  if (!isJson(json)) return undefined
  const callId = textOf(json.callId)
  if (callId === undefined) return undefined
  const agent = agentOf(json.agent)
  return {
    callId,
    state: among(['ringing', 'talking', 'wrapup', 'closed'] as const, json.state) ?? 'talking',
    startedAt: textOf(json.startedAt) ?? '',
    earlierCalls: numberOf(json.earlierCalls) ?? 0,
    faults: numberOf(json.faults) ?? 0,
    asr: asrOf(json.asr),
    utterances: listOf(json.utterances, utteranceOf),
    suggestions: listOf(json.suggestions, (one) => cardOf(isJson(one) ? { callId, ...one } : one)),
    ...(agent ? { agent } : {}),
    ...texts(json, ['phoneMasked', 'district', 'endedAt', 'reason']),
  }
}

function utteranceOf(json: unknown): Utterance | undefined {
  if (!isJson(json) || typeof json.utteranceId !== 'string' || typeof json.text !== 'string') return undefined
  const startMs = numberOf(json.startMs)
  return {
    utteranceId: json.utteranceId,
    speaker: json.speaker === 'agent' ? 'agent' : 'caller',
    text: json.text,
    final: json.final !== false,
    ...(startMs === undefined ? {} : { startMs }),
  }
}

function cardOf(json: unknown): Card | undefined {
  if (!isJson(json)) return undefined
  const id = textOf(json.id)
  const kind = among(KINDS, json.kind)
  if (id === undefined || kind === undefined) return undefined
  const expires = momentOf(json.expires)
  return {
    id,
    kind,
    callId: textOf(json.callId) ?? '',
    basedOn: listOf(json.basedOn, textOf),
    title: textOf(json.title) ?? '',
    spoken: textOf(json.spoken) ?? '',
    detail: textOf(json.detail) ?? '',
    citations: listOf(json.citations, citationOf),
    materials: listOf(json.materials, materialOf),
    choices: listOf(json.choices, choiceOf),
    supersedes: listOf(json.supersedes, textOf),
    ...texts(json, ['matter', 'aspect']),
    ...(expires === undefined ? {} : { expires }),
  }
}

function citationOf(json: unknown): Citation | undefined {
  if (!isJson(json) || typeof json.title !== 'string') return undefined
  // an address is shown as a link, so it must be one of the web
  const url = textOf(json.url)
  return { title: json.title, ...texts(json, ['article']), ...(url !== undefined && /^https?:\/\//.test(url) ? { url } : {}) }
}

function materialOf(json: unknown): Material | undefined {
  if (!isJson(json) || typeof json.id !== 'string' || typeof json.name !== 'string') return undefined
  return { id: json.id, name: json.name, required: json.required !== false, ...texts(json, ['reason']) }
}

function choiceOf(json: unknown): Choice | undefined {
  if (!isJson(json) || typeof json.id !== 'string' || typeof json.label !== 'string') return undefined
  return { id: json.id, label: json.label, ...texts(json, ['matter', 'aspect']) }
}

function draftOf(json: unknown): Draft | undefined {
  if (!isJson(json)) return undefined
  return {
    type: among(APPEAL_TYPES, json.type) ?? 'other',
    title: textOf(json.title) ?? '',
    content: textOf(json.content) ?? '',
    acceptable: json.acceptable !== false,
    ...texts(json, ['matter', 'matterName', 'district', 'department', 'address']),
  }
}

function evidenceOf(json: unknown): Evidence {
  if (!isJson(json)) return {}
  return Object.fromEntries(Object.entries(json).map(([field, ids]) => [field, listOf(ids, textOf)]))
}

function agentOf(json: unknown): Agent | undefined {
  if (!isJson(json) || typeof json.id !== 'string') return undefined
  return { id: json.id, name: textOf(json.name) ?? json.id, displayName: textOf(json.displayName) ?? textOf(json.name) ?? '' }
}

function colleagueOf(json: unknown): Colleague | undefined {
  if (!isJson(json) || typeof json.id !== 'string') return undefined
  return { id: json.id, displayName: textOf(json.displayName) ?? '', state: textOf(json.state) ?? '' }
}

function presenceOf(value: unknown): Presence {
  return among(['ready', 'away', 'wrapup'] as const, value) ?? 'ready'
}

function asrOf(value: unknown): AsrStatus {
  return among(['ok', 'silent', 'lost'] as const, value) ?? 'ok'
}

/** As a time of the day and date, or in milliseconds. */
function momentOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : value
  return typeof at === 'number' && Number.isFinite(at) ? at : undefined
}

function among<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value)
}

function listOf<T>(value: unknown, read: (one: unknown) => T | undefined): readonly T[] {
  return Array.isArray(value) ? value.map(read).filter((one) => one !== undefined) : []
}

/** Those of the fields that hold a text. */
function texts<N extends string>(json: Record<string, unknown>, names: readonly N[]): Partial<Record<N, string>> {
  const found: Partial<Record<N, string>> = {}
  for (const name of names) {
    const value = textOf(json[name])
    if (value !== undefined) found[name] = value
  }
  return found
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function isJson(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
