/** What passes over `/ws/agent` about consultations (业务咨询): docs/hotline.md has the contract, and these are its words. */

export type ConsultState = 'waiting' | 'taken' | 'answered' | 'withdrawn' | 'expired'

export interface Person {
  readonly id: string
  readonly displayName: string
}

export interface Phone {
  readonly number: string
  readonly label: string
}

/** Something said in it; `by` is an account. */
export interface ConsultMessage {
  readonly seq: number
  readonly by: string
  readonly text: string
  readonly at: string
}

/** What an agent asks the experts of a department. */
export interface Consult {
  readonly id: string
  /** Goes up with each change. */
  readonly version: number
  readonly state: ConsultState
  readonly callId?: string
  readonly handoff?: string
  readonly matter?: string
  readonly matterName?: string
  readonly department?: string
  readonly question: string
  /** What the citizen said last. */
  readonly words: readonly string[]
  readonly askedBy: Person
  readonly askedAt: string
  readonly takenBy?: Person
  /** Whoever asked is done with what came of it. */
  readonly seen: boolean
  readonly messages: readonly ConsultMessage[]
  /** What the assistant says of the matter now. */
  readonly published?: string
  /** Experts of its department who are there, but for whoever asks and whoever has it. */
  readonly experts: readonly Person[]
  /** To call where nobody is there. */
  readonly phone?: Phone
  readonly proposal?: number
}

/** Who would be asked about a matter. */
export interface Whom {
  readonly matter?: string
  readonly matterName?: string
  readonly department?: string
  readonly experts: readonly Person[]
  readonly phone?: Phone
}

/** What the desk says of consultations. */
export type ConsultSaid =
  | { readonly type: 'consult.ask'; readonly id: string; readonly callId?: string; readonly handoff?: string; readonly matter?: string; readonly aspect?: string; readonly text: string }
  | { readonly type: 'consult.whom'; readonly matter?: string }
  | { readonly type: 'consult.take' | 'consult.withdraw'; readonly id: string }
  | { readonly type: 'consult.pass'; readonly id: string; readonly to?: string }
  | { readonly type: 'consult.say'; readonly id: string; readonly text: string }
  | { readonly type: 'consult.done' | 'consult.propose'; readonly id: string; readonly text?: string }

/** What the expert has said, in paragraphs. */
export function answerOf({ messages, takenBy }: Consult): string {
  return messages
    .filter(({ by }) => by === takenBy?.id)
    .map(({ text }) => text)
    .join('\n')
}

const STATES: readonly unknown[] = ['waiting', 'taken', 'answered', 'withdrawn', 'expired']

/** Undefined for what cannot be used. */
export function consultOf(json: unknown): Consult | undefined {
  if (!isJson(json) || typeof json.id !== 'string' || typeof json.question !== 'string' || !isState(json.state)) return undefined
  const takenBy = personOf(json.takenBy)
  return {
    id: json.id,
    version: numberOf(json.version) ?? 0,
    state: json.state,
    question: json.question,
    words: listOf(json.words, (one) => (typeof one === 'string' ? one : undefined)),
    askedBy: personOf(json.askedBy) ?? { id: '', displayName: '' },
    seen: json.seen === true,
    askedAt: typeof json.askedAt === 'string' ? json.askedAt : '',
    messages: listOf(json.messages, messageOf),
    experts: listOf(json.experts, personOf),
    ...(takenBy ? { takenBy } : {}),
    ...phoneIn(json),
    ...texts(json, ['callId', 'handoff', 'matter', 'matterName', 'department', 'published']),
    ...(typeof json.proposal === 'number' ? { proposal: json.proposal } : {}),
  }
}

export function whomOf(json: Record<string, unknown>): Whom {
  return { experts: listOf(json.experts, personOf), ...phoneIn(json), ...texts(json, ['matter', 'matterName', 'department']) }
}

function isState(value: unknown): value is ConsultState {
  return STATES.includes(value)
}

function personOf(json: unknown): Person | undefined {
  return isJson(json) && typeof json.id === 'string' ? { id: json.id, displayName: typeof json.displayName === 'string' ? json.displayName : '' } : undefined
}

function phoneIn({ phone }: Record<string, unknown>): { phone?: Phone } {
  return isJson(phone) && typeof phone.number === 'string' ? { phone: { number: phone.number, label: typeof phone.label === 'string' ? phone.label : '' } } : {}
}

function messageOf(json: unknown): ConsultMessage | undefined {
  if (!isJson(json) || typeof json.by !== 'string' || typeof json.text !== 'string') return undefined
  return { seq: numberOf(json.seq) ?? 0, by: json.by, text: json.text, at: typeof json.at === 'string' ? json.at : '' }
}

function listOf<T>(value: unknown, read: (one: unknown) => T | undefined): readonly T[] {
  return Array.isArray(value) ? value.map(read).filter((one) => one !== undefined) : []
}

function texts<N extends string>(json: Record<string, unknown>, names: readonly N[]): Partial<Record<N, string>> {
  return Object.fromEntries(names.flatMap((name) => (typeof json[name] === 'string' ? [[name, json[name]]] : []))) as Partial<Record<N, string>>
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function isJson(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
