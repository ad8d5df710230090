import { afterEach, describe, expect, it, vi } from 'vitest'
import { staffDesk, troubleOf } from './api'
import { earlier, handoff } from './desk.fixture'

const answering = (status: number, body?: unknown) =>
  vi.fn<typeof window.fetch>(() => Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status })))

afterEach(() => {
  vi.useRealTimers()
})

describe('staffDesk', () => {
  it('asks at every address of the contract', async () => {
    const fetch = answering(204)
    const desk = staffDesk({ fetch })
    await desk.take('h/1')
    await desk.say('h/1', '您好')
    await desk.close('h/1')
    await desk.takeOver('h/1')
    await desk.leave()
    expect(fetch.mock.calls.map(([path, init]) => [init?.method, path, init?.body])).toEqual([
      ['POST', '/api/v1/desk/handoffs/h%2F1/take', '{}'],
      ['POST', '/api/v1/desk/handoffs/h%2F1/messages', '{"text":"您好"}'],
      ['POST', '/api/v1/desk/handoffs/h%2F1/close', '{}'],
      ['POST', '/api/v1/desk/handoffs/h%2F1/take-over', '{}'],
      ['DELETE', '/api/staff/v1/session', undefined],
    ])
  })

  it('reads the queue, without what the server writes as null and what is not of the contract', async () => {
    const fetch = answering(200, { items: [{ ...handoff({ id: 'a' }), phone: null }, { id: 'b' }, handoff({ id: 'c', state: 'callback', phone: '13800000000' })] })
    const items = await staffDesk({ fetch }).queue()
    expect(items).toEqual([handoff({ id: 'a' }), handoff({ id: 'c', state: 'callback', phone: '13800000000' })])
    expect(items[0]).not.toHaveProperty('phone')
  })

  it('reads what was said before and in it', async () => {
    const message = { seq: 1, from: 'citizen', text: '在吗', at: '2026-11-23T08:00:00Z' }
    const fetch = answering(200, { handoff: handoff({ id: 'a' }), turns: [{ ...earlier, matterName: null }, {}], messages: [message, { seq: 'x' }] })
    const opened = await staffDesk({ fetch }).open('a')
    expect(opened.turns).toHaveLength(1)
    expect(opened.turns[0]).not.toHaveProperty('matterName')
    expect(opened.messages).toEqual([message])
  })

  it.each([
    [401, 'login'],
    [403, 'role'],
    [404, 'absent'],
    [409, 'over'],
    [400, 'refused'],
    [429, 'unreachable'],
    [503, 'unreachable'],
  ])('tells a status of %s as %s', async (status, trouble) => {
    expect(troubleOf(await failureOf(staffDesk({ fetch: answering(status, {}) }).take('a')))).toBe(trouble)
  })

  it('repeats what only this site can read, where something changes', async () => {
    document.cookie = 'banshi-csrf=abc'
    const fetch = answering(204)
    await staffDesk({ fetch }).take('a')
    await failureOf(staffDesk({ fetch }).queue())
    document.cookie = 'banshi-csrf=; max-age=0'
    const [post, get] = fetch.mock.calls.map(([, init]) => new Headers(init?.headers).get('X-CSRF-Token'))
    expect([post, get]).toEqual(['abc', null])
  })

  it('takes a network that fails, or an answer of somebody else, for a server that is not reached', async () => {
    expect(troubleOf(await failureOf(staffDesk({ fetch: () => Promise.reject(new TypeError('failed to fetch')) }).queue()))).toBe('unreachable')
    expect(troubleOf(await failureOf(staffDesk({ fetch: answering(200, ['portal']) }).queue()))).toBe('unreachable')
  })

  it('does not wait for ever', async () => {
    vi.useFakeTimers()
    const silent = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'))
        })
      })
    const failure = failureOf(staffDesk({ fetch: silent, patienceMs: 1000 }).queue())
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
