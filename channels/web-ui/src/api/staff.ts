import type { Fetch } from './call'

const COOKIE = 'banshi-csrf'

/** Repeats in a header what only this site's pages can read, as whatever changes something has to (防跨站令牌). The first GET of the session brings it. */
export function asStaff(fetch: Fetch, cookies: () => string = () => document.cookie): Fetch {
  return (path, init) => {
    const token = cookies().split('; ').find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1)
    if (token === undefined || (init?.method ?? 'GET') === 'GET') return fetch(path, init)
    const headers = new Headers(init?.headers)
    headers.set('X-CSRF-Token', token)
    return fetch(path, { ...init, headers })
  }
}
