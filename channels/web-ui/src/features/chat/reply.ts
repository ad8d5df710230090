import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Reply = Schemas['Reply']
export type Act = Reply['act']
export type Verdict = NonNullable<Reply['verdict']>
export type Source = Schemas['Source']
export type Block = Schemas['Block']
export type ChoicesBlock = Schemas['ChoicesBlock']
export type Option = ChoicesBlock['items'][number]
/** A block that is drawn where it stands; choices come last, whatever their place. */
export type ContentBlock = Exclude<Block, ChoicesBlock>

type Json = Record<string, unknown>

/**
 * Reads the server's JSON as a reply. What the page cannot draw is left out: a block of an unknown type, one that lacks a
 * field, a link that is not http(s). The text always remains. Undefined if it is no reply at all.
 */
export function readReply(json: unknown): Reply | undefined {
  if (!isJson(json) || !isAct(json.act) || !isText(json.text)) return undefined
  return {
    act: json.act,
    matter: textOrNull(json.matter),
    matterName: textOrNull(json.matterName),
    aspect: textOrNull(json.aspect),
    confidence: typeof json.confidence === 'number' ? json.confidence : 0,
    candidates: listOf(json.candidates, isCandidate),
    choices: listOf(json.choices, isOption),
    text: json.text,
    blocks: listOf(json.blocks, isBlock),
    verdict: isVerdict(json.verdict) ? json.verdict : null,
    materials: listOf(json.materials, isMaterial),
    sources: listOf(json.sources, isSource),
    template: textOrNull(json.template) ?? '',
    release: textOrNull(json.release) ?? '',
    guide: isGuide(json.guide) ? json.guide : null,
    conversation: textOrNull(json.conversation) ?? '',
    turn: textOrNull(json.turn) ?? '',
  }
}

/** The blocks to draw in their order; the plain text stands in where there are none. */
export function contentOf(reply: Reply): readonly ContentBlock[] {
  const content = reply.blocks.filter((block) => block.type !== 'choices')
  return content.length > 0 ? content : [{ type: 'text', text: reply.text }]
}

/** What the citizen may say next: the choices among the blocks, else those of the question asked. */
export function optionsOf(reply: Reply): readonly Option[] {
  const offered = reply.blocks.flatMap((block) => (block.type === 'choices' ? block.items : []))
  return offered.length > 0 ? offered : reply.choices
}

/** The address if a citizen may be sent there: http, https, or our own server. */
export function safeUrl(url: string): URL | undefined {
  try {
    const parsed = new URL(url, document.baseURI)
    return ['http:', 'https:'].includes(parsed.protocol) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** The address that dials a number, however it is written: `0571-8707 0000`. */
export function dial(number: string): string {
  return `tel:${number.replace(/[^\d+*#,]/g, '')}`
}

const acts: Record<Act, true> = {
  answer: true,
  clarify: true,
  'ask-situation': true,
  decline: true,
  handoff: true,
  smalltalk: true,
  emergency: true,
}

/** One entry a type, so that a new kind of block in the contract fails to compile here. */
const blockShapes: Record<Block['type'], (block: Json) => boolean> = {
  text: (b) => isText(b.text),
  checklist: (b) =>
    isText(b.title) && all(b.items, (i) => isText(i.id) && isText(i.label) && typeof i.required === 'boolean' && isTextIfAny(i.note)),
  steps: (b) => isText(b.title) && all(b.items, (i) => isText(i.text) && isTextIfAny(i.where)),
  list: (b) => isText(b.title) && all(b.items, (i) => isText(i.text) && isTextIfAny(i.title)),
  link: (b) => isText(b.title) && isAddress(b.url) && isTextIfAny(b.note),
  choices: (b) => all(b.items, isOption),
  phone: (b) => isText(b.label) && isText(b.number) && /\d/.test(b.number),
  media: (b) => isText(b.title) && isAddress(b.url) && isMediaKind(b.kind),
}

const mediaKinds: Record<Schemas['MediaBlock']['kind'], true> = { image: true, audio: true, video: true, document: true }

function isBlock(value: unknown): value is Block {
  if (!isJson(value) || !isText(value.type) || !isKeyOf(blockShapes, value.type)) return false
  return blockShapes[value.type](value)
}

function isCandidate(value: unknown): value is Schemas['Candidate'] {
  return isJson(value) && isText(value.matter) && isText(value.aspect) && typeof value.p === 'number'
}

function isOption(value: unknown): value is Schemas['Choice'] {
  return isJson(value) && isText(value.id) && isText(value.label)
}

function isMaterial(value: unknown): value is Schemas['Material'] {
  return isJson(value) && isText(value.id) && isText(value.name) && typeof value.required === 'boolean' && isText(value.reason)
}

function isSource(value: unknown): value is Source {
  return isJson(value) && isText(value.title) && isTextIfAny(value.article) && isTextIfAny(value.url)
}

function isAct(value: unknown): value is Act {
  return isText(value) && isKeyOf(acts, value)
}

function isVerdict(value: unknown): value is Verdict {
  return value === 'yes' || value === 'no' || value === 'depends'
}

function isMediaKind(value: unknown): boolean {
  return isText(value) && isKeyOf(mediaKinds, value)
}

/** Only a page of our own. */
function isGuide(value: unknown): value is string {
  return isText(value) && /^\/guide\/[\w-]+$/.test(value)
}

function isAddress(value: unknown): boolean {
  return isText(value) && safeUrl(value) !== undefined
}

function isKeyOf<K extends string>(table: Record<K, unknown>, key: string): key is K {
  return Object.keys(table).includes(key)
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isTextIfAny(value: unknown): boolean {
  return value == null || isText(value)
}

function textOrNull(value: unknown): string | null {
  return isText(value) ? value : null
}

function all(value: unknown, holds: (item: Json) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item: unknown) => isJson(item) && holds(item))
}

function listOf<T>(value: unknown, is: (item: unknown) => item is T): T[] {
  return Array.isArray(value) ? value.filter(is) : []
}
