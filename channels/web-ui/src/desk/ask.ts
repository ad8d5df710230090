import { call, type Fetch } from '@/api/call'
import { asStaff, detailIn } from '@/api/staff'

/** An answer that was no: the server says why in Chinese, or it says nothing that helps. Nobody was reached where the status is 0. */
export class Trouble extends Error {
  constructor(
    readonly status: number,
    readonly detail: string | undefined,
  ) {
    super(`asking the desk: ${status}`)
  }
}

/** Asks the server as whoever has logged in, and reads JSON; rejects with a {@link Trouble} where nobody is reached or it says no. */
export function asking({ fetch = window.fetch.bind(window) }: { fetch?: Fetch } = {}) {
  const send = asStaff(fetch)
  const checked: Fetch = async (path, init) => {
    const response = await send(path, init).catch(() => {
      throw new Trouble(0, undefined)
    })
    if (response.ok) return response
    throw new Trouble(response.status, detailIn(await response.json().catch(() => undefined)))
  }
  return async (method: 'GET' | 'PUT', path: string, body?: unknown): Promise<unknown> => (await call(checked, method, path, body)).json()
}
