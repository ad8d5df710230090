import { call, type Fetch } from '@/api/call'
import { asStaff } from '@/api/staff'

/** A one-off notice (一次性告知) for a caller: where it can be read, and whether a text message with it went out. */
export interface Pushed {
  readonly link: string
  readonly sent: boolean
}

/** Makes the notice of a matter for that call; rejects when it was not made. */
export async function pushNotice(callId: string, matter: string, fetch: Fetch = window.fetch.bind(window)): Promise<Pushed> {
  const json: unknown = await (await call(asStaff(fetch), 'POST', `/api/v1/desk/calls/${encodeURIComponent(callId)}/notice`, { matter })).json()
  if (typeof json !== 'object' || json === null || !('link' in json) || typeof json.link !== 'string') throw new Error('pushing a notice: the answer is not one of the contract')
  return { link: json.link, sent: 'sent' in json && json.sent === true }
}
