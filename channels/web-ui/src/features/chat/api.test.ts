import { afterEach, describe, expect, it, vi } from 'vitest'
import { ChatFailure, chatPoster, conversationEraser, type Utterance } from './api'
import { aReply } from './replies.fixture'

const utterance: Utterance = { conversation: 'c-1', text: '要多少钱？', channel: 'web' }
const staying = () => new AbortController().signal

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  return vi.fn<typeof window.fetch>(() => Promise.resolve(new Response(JSON.stringify(body), { status, headers })))
}

/** A server that never answers, but hears that nobody waits any more. */
const silent = () =>
  vi.fn<typeof window.fetch>(
    (_, options) =>
      new Promise((_resolve, reject) => {
        const signal = options?.signal
        const give = () => {
          reject(new DOMException('aborted', 'AbortError'))
        }
        if (signal?.aborted) give()
        signal?.addEventListener('abort', give)
      }),
  )

afterEach(() => vi.useRealTimers())

describe('chatPoster', () => {
  it('posts the utterance as JSON and reads the reply', async () => {
    const fetch = answering(200, aReply())
    await expect(chatPoster({ fetch })(utterance, staying())).resolves.toEqual(aReply())

    const [address, options] = fetch.mock.calls[0] ?? []
    expect(address).toBe('/api/v1/chat')
    expect(options).toMatchObject({ method: 'POST', headers: { 'Content-Type': 'application/json' } })
    expect(JSON.parse(options?.body as string)).toEqual(utterance)
  })

  it.each([
    [400, {}, 'refused', undefined],
    [429, { 'Retry-After': '20' }, 'busy', 20],
    [429, { 'Retry-After': 'Sat, 21 Nov 2026 10:00:00 GMT' }, 'busy', undefined],
    [429, {}, 'busy', undefined],
    [502, {}, 'unreachable', undefined],
  ])('tells what status %i %o means', async (status, headers: Record<string, string>, kind, retryAfterSeconds) => {
    const asked = chatPoster({ fetch: answering(status, {}, headers) })(utterance, staying())
    await expect(asked).rejects.toMatchObject({ name: 'ChatFailure', kind, retryAfterSeconds })
  })

  it.each([
    ['is not JSON', () => Promise.resolve(new Response('<html>'))],
    ['is not of the contract', () => Promise.resolve(new Response('{"act":"sing"}'))],
    ['never comes', () => Promise.reject(new TypeError('failed to fetch'))],
  ])('fails as unreachable when the reply %s', async (_, fetch) => {
    await expect(chatPoster({ fetch })(utterance, staying())).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('gives up when the server takes too long', async () => {
    vi.useFakeTimers()
    const asked = chatPoster({ fetch: silent(), patienceMs: 1000 })(utterance, staying())
    const failed = expect(asked).rejects.toBeInstanceOf(ChatFailure)
    await vi.advanceTimersByTimeAsync(1000)
    await failed
  })

  it('cancels the request when the citizen leaves, also before it began', async () => {
    const leaving = new AbortController()
    const fetch = silent()
    const asked = chatPoster({ fetch })(utterance, leaving.signal)
    leaving.abort()
    await expect(asked).rejects.toBeInstanceOf(ChatFailure)
    expect(fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(true)
    await expect(chatPoster({ fetch })(utterance, leaving.signal)).rejects.toBeInstanceOf(ChatFailure)
  })
})

describe('conversationEraser', () => {
  it('has the server erase it, also while the page is being left, and takes no for an answer', async () => {
    const fetch = vi.fn<typeof window.fetch>(() => Promise.reject(new Error('offline')))
    await conversationEraser({ fetch })('c-1')
    expect(fetch).toHaveBeenCalledExactlyOnceWith('/api/v1/conversations/erase', expect.objectContaining({ method: 'POST', body: '{"conversation":"c-1"}', keepalive: true }))
  })
})
