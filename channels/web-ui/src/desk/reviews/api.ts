import type { components } from '@/api/schema'
import { asking } from '../ask'
import { seenOf, type SeenCall } from '../calls/wire'

type Schemas = components['schemas']
/** A call in the list (一通电话). */
export type CallRow = Schemas['DeskCalls']['items'][number]
export type CallAgent = Schemas['DeskCalls']['agents'][number]
/** The quality checklist of a call (质检表). */
export type Checklist = Schemas['CallChecklist']
export type Point = Checklist['points'][number]
export type Mark = Schemas['CallMark']

export const MARKS: readonly Mark[] = ['yes', 'no', 'na']

export interface CallFilter {
  readonly agent?: string
  readonly day?: string
  readonly unanswered?: boolean
  readonly reviewed?: boolean
  readonly before?: string
}

/** What somebody finds of a call. */
export interface Verdict {
  readonly version: number
  readonly remark?: string
  readonly points: readonly { readonly id: string; readonly mark: Mark; readonly remark?: string }[]
}

/** All reject with a Trouble. */
export interface CallDesk {
  readonly list: (filter: CallFilter) => Promise<{ readonly items: readonly CallRow[]; readonly agents: readonly CallAgent[] }>
  readonly look: (callId: string) => Promise<SeenCall>
  readonly checklist: (callId: string) => Promise<Checklist>
  readonly review: (callId: string, verdict: Verdict) => Promise<Checklist>
}

const CALLS = '/api/v1/desk/calls'

export function callDesk(options: Parameters<typeof asking>[0] = {}): CallDesk {
  const ask = asking(options)
  const at = (callId: string) => `${CALLS}/${encodeURIComponent(callId)}`

  return {
    list: async (filter) => {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value))
      const asked = query.toString()
      return (await ask('GET', asked === '' ? CALLS : `${CALLS}?${asked}`)) as Schemas['DeskCalls']
    },
    look: async (callId) => {
      const seen = seenOf(await ask('GET', at(callId)))
      if (!seen) throw new Error('reading a call: it is not one of the contract')
      return seen
    },
    checklist: async (callId) => (await ask('GET', `${at(callId)}/checklist`)) as Checklist,
    review: async (callId, verdict) => (await ask('PUT', `${at(callId)}/checklist`, verdict)) as Checklist,
  }
}
