import { call, type Fetch } from '@/api/call'
import { asStaff, detailIn } from '@/api/staff'

export const STATES = ['awaiting', 'dispatched', 'processing', 'extended', 'returned', 'answered', 'closed', 'revisiting', 'archived'] as const

/** A work order (工单), as far as the desk shows it. */
export interface Order {
  readonly orderNo: string
  readonly version: number
  readonly state: string
  readonly stateName: string
  readonly receivedAt: string
  readonly title: string
  readonly content: string
  readonly appealTypeName: string
  readonly urgency: string
  readonly overdue: boolean
  readonly mine: boolean
  readonly confidential: boolean
  readonly agentName?: string
  readonly itemName?: string
  readonly callerName?: string
  readonly callerPhone?: string
  readonly incidentAddress?: string
  readonly district?: string
  readonly suggestedDept?: string
  readonly department?: string
  readonly dueAt?: string
  readonly answerGiven?: string
  readonly result?: string
  readonly replyAt?: string
  readonly revisitResult?: string
  readonly satisfaction?: number
  readonly reopenOf?: string
  readonly duplicateOf?: string
}

export interface Step {
  readonly seq: number
  readonly at: string
  readonly byName?: string
  readonly stepName: string
  readonly reason?: string
}

export const NEEDS = ['nothing', 'reason', 'reason-and-time', 'department', 'result', 'satisfaction'] as const
export type Need = (typeof NEEDS)[number]

/** Something that may be done with it, and what has to be said with that. */
export interface Move {
  readonly step: string
  readonly name: string
  readonly needs: Need
}

export interface OpenedOrder {
  readonly order: Order
  readonly steps: readonly Step[]
  readonly moves: readonly Move[]
  /** Those that may be of the same incident. */
  readonly duplicates: readonly { readonly order: Order; readonly reasons: readonly string[] }[]
  /** Those that are, as somebody said. */
  readonly linked: readonly Order[]
  /** The order that began because the citizen was not satisfied. */
  readonly reopened?: string
}

export interface OrderFilter {
  readonly state?: string
  readonly mine?: boolean
  readonly due?: 'overdue' | 'soon'
  readonly text?: string
  readonly before?: string
}

/** What is said with a step. */
export interface Words {
  readonly reason?: string
  readonly department?: string
  readonly result?: string
  readonly dueAt?: string
  readonly satisfaction?: number
  readonly words?: string
}

/** An answer that was no: the server says why in Chinese, or nobody was reached. */
export class OrderTrouble extends Error {
  constructor(
    readonly status: number,
    readonly detail: string | undefined,
  ) {
    super(`asking for work orders: ${status}`)
  }
}

/** All reject with an {@link OrderTrouble} where the server says no. */
export interface OrderDesk {
  readonly list: (filter: OrderFilter) => Promise<readonly Order[]>
  readonly open: (orderNo: string) => Promise<OpenedOrder>
  readonly step: (order: Order, step: string, words: Words) => Promise<OpenedOrder>
  readonly rate: (order: Order, words: Words) => Promise<OpenedOrder>
  /** They are of one incident; undefined: they are not. */
  readonly link: (order: Order, of: string | undefined) => Promise<OpenedOrder>
}

const ORDERS = '/api/v1/desk/orders'

export function orderDesk({ fetch = window.fetch.bind(window) }: { fetch?: Fetch } = {}): OrderDesk {
  const send = asStaff(fetch)
  const checked: Fetch = async (path, init) => {
    const response = await send(path, init)
    if (response.ok) return response
    const problem: unknown = await response.json().catch(() => undefined)
    throw new OrderTrouble(response.status, detailIn(problem))
  }
  const at = (orderNo: string) => `${ORDERS}/${encodeURIComponent(orderNo)}`
  const opened = async (method: string, path: string, body?: unknown) => openedOf(await (await call(checked, method, path, body)).json())

  return {
    list: async (filter) => {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries(filter)) if (value !== undefined && value !== '' && value !== false) query.set(name, String(value))
      const asked = query.toString()
      const json: unknown = await (await call(checked, 'GET', asked === '' ? ORDERS : `${ORDERS}?${asked}`)).json()
      if (!isJson(json)) throw new Error('reading work orders: they are not those of the contract')
      return listOf(json.items, orderOf)
    },
    open: (orderNo) => opened('GET', at(orderNo)),
    step: ({ orderNo, version }, step, words) => opened('POST', `${at(orderNo)}/steps`, { version, step, ...words }),
    rate: ({ orderNo, version }, words) => opened('POST', `${at(orderNo)}/revisit`, { version, ...words }),
    link: ({ orderNo, version }, of) => opened('PUT', `${at(orderNo)}/duplicate`, { version, of: of ?? null }),
  }
}

function openedOf(json: unknown): OpenedOrder {
  const order = isJson(json) ? orderOf(json.order) : undefined
  if (!isJson(json) || !order) throw new Error('reading a work order: it is not one of the contract')
  return {
    order,
    steps: listOf(json.steps, stepOf),
    moves: listOf(json.moves, moveOf),
    duplicates: listOf(json.duplicates, (one) => {
      const other = isJson(one) ? orderOf(one.order) : undefined
      return isJson(one) && other ? { order: other, reasons: listOf(one.reasons, textOf) } : undefined
    }),
    linked: listOf(json.linked, orderOf),
    ...(typeof json.reopened === 'string' ? { reopened: json.reopened } : {}),
  }
}

function orderOf(json: unknown): Order | undefined {
  if (!isJson(json) || typeof json.orderNo !== 'string' || typeof json.version !== 'number') return undefined
  return {
    orderNo: json.orderNo,
    version: json.version,
    state: textOf(json.state) ?? '',
    stateName: textOf(json.stateName) ?? '',
    receivedAt: textOf(json.receivedAt) ?? '',
    title: textOf(json.title) ?? '',
    content: textOf(json.content) ?? '',
    appealTypeName: textOf(json.appealTypeName) ?? '',
    urgency: textOf(json.urgency) ?? '',
    overdue: json.overdue === true,
    mine: json.mine === true,
    confidential: json.confidential === true,
    ...(typeof json.satisfaction === 'number' ? { satisfaction: json.satisfaction } : {}),
    ...texts(json, [
      'agentName',
      'itemName',
      'callerName',
      'callerPhone',
      'incidentAddress',
      'district',
      'suggestedDept',
      'department',
      'dueAt',
      'answerGiven',
      'result',
      'replyAt',
      'revisitResult',
      'reopenOf',
      'duplicateOf',
    ]),
  }
}

function stepOf(json: unknown): Step | undefined {
  if (!isJson(json) || typeof json.seq !== 'number') return undefined
  return { seq: json.seq, at: textOf(json.at) ?? '', stepName: textOf(json.stepName) ?? '', ...texts(json, ['byName', 'reason']) }
}

function moveOf(json: unknown): Move | undefined {
  if (!isJson(json) || typeof json.step !== 'string' || typeof json.name !== 'string') return undefined
  return { step: json.step, name: json.name, needs: NEEDS.find((need) => need === json.needs) ?? 'nothing' }
}

function listOf<T>(value: unknown, read: (one: unknown) => T | undefined): readonly T[] {
  return Array.isArray(value) ? value.map(read).filter((one) => one !== undefined) : []
}

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

function isJson(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
