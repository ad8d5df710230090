export type Fetch = typeof window.fetch

/** Calls our server with JSON; rejects when nobody is reached or the status is not 2xx. */
export async function call(fetch: Fetch, method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(path, {
    method,
    headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  if (!response.ok) throw new Error(`${method} ${path}: status ${response.status}`)
  return response
}
