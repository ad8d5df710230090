import { call, type Fetch } from '@/api/call'
import { asStaff, detailIn } from '@/api/staff'

const STATES = ['off', 'none', 'waiting', 'submitted', 'failed'] as const
/** How far the text message with a notice is; `off` where none can be sent. */
export type Sms = (typeof STATES)[number]

/** A one-off notice (一次性告知) that was pushed to a caller. */
export interface Notice {
  /** There is one of a matter in a call. */
  readonly matter: string
  readonly title: string
  readonly link: string
  /** To be copied, with the link in it. */
  readonly text: string
  readonly sms: Sms
}

/** What a notice is made of: a card of the call, or a matter that was found by hand. */
export type PushedBy = { readonly card: string } | { readonly matter: string }

/** A notice that was not made, with the server's words for the agent, where it had any. */
export class NotPushed extends Error {
  constructor(readonly detail: string | undefined) {
    super('a notice was not pushed')
  }
}

/** Makes the notice for that call, or renews it, and sends it where that is asked for; rejects with {@link NotPushed}. */
export async function pushNotice(callId: string, what: PushedBy, bySms: boolean, fetch: Fetch = window.fetch.bind(window)): Promise<Notice> {
  const send = asStaff(fetch)
  const told: Fetch = async (path, init) => {
    const response = await send(path, init)
    if (!response.ok) throw new NotPushed(detailIn(await response.json().catch(() => undefined)))
    return response
  }
  const answer = await call(told, 'POST', `/api/v1/desk/calls/${encodeURIComponent(callId)}/notice`, { ...what, by: bySms ? 'sms' : 'link' })
  const notice = noticeOf(await answer.json())
  if (!notice) throw new NotPushed(undefined)
  return notice
}

/** Reads one; undefined where it is not one of the contract. */
export function noticeOf(json: unknown): Notice | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const { matter, title, link, text, sms } = json as Record<string, unknown>
  if (typeof matter !== 'string' || typeof link !== 'string' || !/^https?:\/\//.test(link)) return undefined
  const of = (value: unknown) => (typeof value === 'string' ? value : '')
  return { matter, title: of(title), link, text: of(text), sms: smsOf(sms) }
}

export function smsOf(word: unknown): Sms {
  return STATES.find((state) => state === word) ?? 'off'
}
