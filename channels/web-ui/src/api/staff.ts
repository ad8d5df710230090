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

/** What the server said to whoever asked: that is Chinese, and what it tells programs, as that nobody is logged in, helps no colleague. */
export function detailIn(problem: unknown): string | undefined {
  if (typeof problem !== 'object' || problem === null || !('detail' in problem) || typeof problem.detail !== 'string') return undefined
  return /\p{Script=Han}/u.test(problem.detail) ? problem.detail : undefined
}
