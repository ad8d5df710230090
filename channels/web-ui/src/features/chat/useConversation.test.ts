import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { noMemory, tabMemory } from '@/memory'
import { ChatFailure, type Erase, type PostChat } from './api'
import { historyIn, type History } from './history'
import type { Reply } from './reply'
import { aReply } from './replies.fixture'
import { MAX_TEXT, useConversation } from './useConversation'

const scopes: { stop: () => void }[] = []
afterEach(() => {
  for (const scope of scopes.splice(0)) scope.stop()
})

/** A server that answers when the test says so. */
function setUp(history: History = historyIn(noMemory)) {
  const calls: { resolve: (reply: Reply) => void; reject: (cause: unknown) => void; signal: AbortSignal }[] = []
  const post = vi.fn<PostChat>((_, signal) => new Promise((resolve, reject) => calls.push({ resolve, reject, signal })))
  let ids = 0
  const scope = effectScope()
  scopes.push(scope)
  const erase = vi.fn<Erase>()
  const conversation = scope.run(() => useConversation({ post, newId: () => `c-${++ids}`, history, erase }))
  if (!conversation) throw new Error('the scope did not run')
  return { ...conversation, post, calls, scope, erase }
}

describe('useConversation', () => {
  it('shows what is said at once and the reply when it comes', async () => {
    const { say, turns, sending, post, calls } = setUp()

    expect(say('  我要补办户口本，网上能办吗？\n')).toBe(true)
    expect(turns.value).toMatchObject([{ speaker: 'citizen', text: '我要补办户口本，网上能办吗？', failure: undefined }])
    expect(sending.value).toBe(true)
    expect(post.mock.calls[0]?.[0]).toEqual({ conversation: 'c-1', text: '我要补办户口本，网上能办吗？', channel: 'web' })

    calls[0]?.resolve(aReply())
    await flushPromises()
    expect(turns.value.map((turn) => turn.speaker)).toEqual(['citizen', 'assistant'])
    expect(sending.value).toBe(false)
  })

  it.each([
    ['nothing', ''],
    ['only blanks', ' \n　'],
    ['more than the contract takes', '长'.repeat(MAX_TEXT + 1)],
  ])('does not say %s', (_, text) => {
    const { say, turns, post } = setUp()
    expect(say(text)).toBe(false)
    expect(post).not.toHaveBeenCalled()
    expect(turns.value).toEqual([])
  })

  it('accepts no second question while one is under way', async () => {
    const { say, post, calls, turns } = setUp()
    say('要带什么材料？')
    expect(say('要带什么材料？')).toBe(false)
    expect(post).toHaveBeenCalledTimes(1)

    calls[0]?.resolve(aReply())
    await flushPromises()
    expect(say('要多少钱？')).toBe(true)
    expect(turns.value).toHaveLength(3)
  })

  it('keeps the same conversation from turn to turn', async () => {
    const { say, post, calls } = setUp()
    say('护照快过期了怎么换？')
    calls[0]?.resolve(aReply())
    await flushPromises()
    say('要多少钱？')
    expect(post.mock.calls.map(([utterance]) => utterance.conversation)).toEqual(['c-1', 'c-1'])
  })

  it.each([
    ['nobody is reached', new ChatFailure('unreachable', 'test'), { kind: 'unreachable', retryAfterSeconds: undefined }],
    ['the server is busy', new ChatFailure('busy', 'test', 20), { kind: 'busy', retryAfterSeconds: 20 }],
    ['something unforeseen happens', new TypeError('test'), { kind: 'unreachable', retryAfterSeconds: undefined }],
  ])('marks the question as failed when %s', async (_, cause, failure) => {
    const { say, turns, sending, calls } = setUp()
    say('在哪里办？')
    calls[0]?.reject(cause)
    await flushPromises()
    expect(turns.value).toMatchObject([{ speaker: 'citizen', text: '在哪里办？', failure }])
    expect(sending.value).toBe(false)
  })

  it('says a failed question again, at the end', async () => {
    const { say, retry, turns, calls } = setUp()
    say('第一句')
    calls[0]?.reject(new ChatFailure('unreachable', 'test'))
    await flushPromises()
    const failed = turns.value[0]?.key ?? -1
    say('第二句')
    calls[1]?.resolve(aReply())
    await flushPromises()

    expect(retry(failed)).toBe(true)
    expect(turns.value).toMatchObject([{ text: '第二句' }, { speaker: 'assistant' }, { text: '第一句', failure: undefined }])
    calls[2]?.resolve(aReply({ text: '答第一句' }))
    await flushPromises()
    expect(turns.value[turns.value.length - 1]).toMatchObject({ reply: { text: '答第一句' } })
  })

  it('says nothing again that has not failed, and nothing while another is under way', async () => {
    const { say, retry, turns, calls, post } = setUp()
    say('第一句')
    calls[0]?.reject(new ChatFailure('unreachable', 'test'))
    await flushPromises()
    const failed = turns.value[0]?.key ?? -1
    say('第二句')

    expect(retry(failed)).toBe(false)
    expect(retry(turns.value[1]?.key ?? -1)).toBe(false)
    expect(retry(999)).toBe(false)
    expect(post).toHaveBeenCalledTimes(2)
  })

  it('begins anew: the old question is cancelled, its late reply is not shown, the conversation has another name', async () => {
    const { say, startOver, turns, sending, calls, post, erase } = setUp()
    startOver()
    expect(erase).not.toHaveBeenCalled()
    say('身份证到期了怎么换？')
    startOver()
    expect(erase).toHaveBeenCalledExactlyOnceWith('c-2')
    expect(calls[0]?.signal.aborted).toBe(true)
    expect(sending.value).toBe(false)

    expect(say('护照快过期了怎么换？')).toBe(true)
    calls[0]?.resolve(aReply({ text: '迟到的答复' }))
    await flushPromises()
    expect(turns.value).toMatchObject([{ text: '护照快过期了怎么换？' }])
    expect(sending.value).toBe(true)
    expect(post.mock.calls[1]?.[0].conversation).toBe('c-3')
  })

  it('goes on after a reload where it was, under the same name, and what was under way can be sent again', async () => {
    window.sessionStorage.clear()
    const before = setUp(historyIn(tabMemory))
    before.say('护照快过期了怎么换？')
    before.calls[0]?.resolve(aReply())
    await flushPromises()
    before.say('要多少钱？')
    await flushPromises()
    before.scope.stop()

    const after = setUp(historyIn(tabMemory))
    expect(after.turns.value).toMatchObject([
      { text: '护照快过期了怎么换？', failure: undefined },
      { reply: { text: '可以网上办。' } },
      { text: '要多少钱？', failure: { kind: 'unreachable' } },
    ])
    expect(after.sending.value).toBe(false)
    expect(after.retry(after.turns.value[2]?.key ?? -1)).toBe(true)
    expect(after.post.mock.calls[0]?.[0]).toMatchObject({ conversation: 'c-1', text: '要多少钱？' })
    expect(new Set(after.turns.value.map(({ key }) => key)).size).toBe(3)

    after.startOver()
    await flushPromises()
    expect(window.sessionStorage).toHaveLength(0)
    expect(setUp(historyIn(tabMemory)).turns.value).toEqual([])
  })

  it('can speak to somebody else, whose answers come when they come', async () => {
    const { say, hear, retry, turns, sending, post } = setUp()
    const agent = vi.fn(() => Promise.resolve(undefined))
    expect(say('在吗', agent)).toBe(true)
    await flushPromises()
    expect(sending.value).toBe(false)
    hear('您好')
    expect(turns.value).toMatchObject([{ text: '在吗', failure: undefined }, { speaker: 'agent', text: '您好' }])

    say('还在吗', () => Promise.reject(new Error('status 502')))
    await flushPromises()
    expect(retry(turns.value[2]?.key ?? -1, agent)).toBe(true)
    expect(agent).toHaveBeenLastCalledWith('还在吗', expect.anything())
    expect(post).not.toHaveBeenCalled()
  })

  it.each(['resolves', 'rejects'])('cancels with its scope, and shows nothing after that when the call %s', async (how) => {
    const { say, turns, calls, scope } = setUp()
    say('驾照到期了能网上换吗？')
    scope.stop()
    expect(calls[0]?.signal.aborted).toBe(true)

    if (how === 'resolves') calls[0]?.resolve(aReply())
    else calls[0]?.reject(new DOMException('test', 'AbortError'))
    await flushPromises()
    expect(turns.value).toMatchObject([{ speaker: 'citizen', failure: undefined }])
  })
})
