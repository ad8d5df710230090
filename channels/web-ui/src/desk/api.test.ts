import { afterEach, describe, expect, it, vi } from 'vitest'
import { staffDesk, troubleOf } from './api'
import { earlier, handoff } from './desk.fixture'

const answering = (status: number, body?: unknown) =>
  vi.fn<typeof window.fetch>(() => Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status })))

afterEach(() => {
  vi.useRealTimers()
})

describe('staffDesk', () => {
  it('shows the key at every address of the contract', async () => {
    const fetch = answering(204)
    const desk = staffDesk('right-key', { fetch })
    await desk.take('h/1')
    await desk.say('h/1', '您好')
    await desk.close('h/1')
    expect(fetch.mock.calls.map(([path, init]) => [init?.method, path, init?.body])).toEqual([
      ['POST', '/api/v1/desk/handoffs/h%2F1/take', '{}'],
      ['POST', '/api/v1/desk/handoffs/h%2F1/messages', '{"text":"您好"}'],
      ['POST', '/api/v1/desk/handoffs/h%2F1/close', '{}'],
    ])
    for (const [, init] of fetch.mock.calls) expect(new Headers(init?.headers).get('Authorization')).toBe('Bearer right-key')
  })

  it('reads the queue, without what the server writes as null and what is not of the contract', async () => {
    const fetch = answering(200, { items: [{ ...handoff({ id: 'a' }), phone: null }, { id: 'b' }, handoff({ id: 'c', state: 'callback', phone: '13800000000' })] })
    const items = await staffDesk('k', { fetch }).queue()
    expect(items).toEqual([handoff({ id: 'a' }), handoff({ id: 'c', state: 'callback', phone: '13800000000' })])
    expect(items[0]).not.toHaveProperty('phone')
  })

  it('reads what was said before and in it', async () => {
    const message = { seq: 1, from: 'citizen', text: '在吗', at: '2026-11-23T08:00:00Z' }
    const fetch = answering(200, { handoff: handoff({ id: 'a' }), turns: [{ ...earlier, matterName: null }, {}], messages: [message, { seq: 'x' }] })
    const opened = await staffDesk('k', { fetch }).open('a')
    expect(opened.turns).toHaveLength(1)
    expect(opened.turns[0]).not.toHaveProperty('matterName')
    expect(opened.messages).toEqual([message])
  })

  it.each([
    [401, 'key'],
    [404, 'absent'],
    [409, 'over'],
    [400, 'refused'],
    [429, 'unreachable'],
    [503, 'unreachable'],
  ])('tells a status of %s as %s', async (status, trouble) => {
    expect(troubleOf(await failureOf(staffDesk('k', { fetch: answering(status, {}) }).take('a')))).toBe(trouble)
  })

  it('does not send a key that no header can carry', async () => {
    const fetch = answering(200, { items: [] })
    expect(troubleOf(await failureOf(staffDesk('密钥', { fetch }).queue()))).toBe('key')
    expect(fetch).not.toHaveBeenCalled()
  })

  it('takes a network that fails, or an answer of somebody else, for a server that is not reached', async () => {
    expect(troubleOf(await failureOf(staffDesk('k', { fetch: () => Promise.reject(new TypeError('failed to fetch')) }).queue()))).toBe('unreachable')
    expect(troubleOf(await failureOf(staffDesk('k', { fetch: answering(200, ['portal']) }).queue()))).toBe('unreachable')
  })

  it('does not wait for ever', async () => {
    vi.useFakeTimers()
    const silent = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'))
        })
      })
    const failure = failureOf(staffDesk('k', { fetch: silent, patienceMs: 1000 }).queue())
    await vi.advanceTimersByTimeAsync(1000)
    expect(troubleOf(await failure)).toBe('unreachable')
  })
})

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it did not fail')
    },
    (cause: unknown) => cause,
  )
}
