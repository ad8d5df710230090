import { beforeEach, describe, expect, it } from 'vitest'
import { noMemory, tabMemory } from '@/memory'
import { historyIn } from './history'
import { aReply } from './replies.fixture'
import type { Turn } from './useConversation'

const said = (key: number, text: string): Turn => ({ speaker: 'citizen', key, text, failure: undefined })
const answered = (key: number): Turn => ({ speaker: 'assistant', key, reply: aReply() })

beforeEach(() => {
  window.sessionStorage.clear()
})

describe('historyIn', () => {
  it('gives back what was kept, and nothing once it is wiped', () => {
    const history = historyIn()
    expect(history.load()).toBeUndefined()
    const kept = { conversation: 'c-1', turns: [said(1, '要带什么？'), answered(2), { speaker: 'agent' as const, key: 3, text: '您好' }] }
    history.keep(kept)
    expect(history.load()).toEqual(kept)

    history.wipe()
    expect(window.sessionStorage).toHaveLength(0)
  })

  it('lets the oldest go where all is too much', () => {
    const history = historyIn(tabMemory, 300)
    history.keep({ conversation: 'c-1', turns: [said(1, '长'.repeat(100)), said(2, '中'.repeat(100)), said(3, '短')] })
    expect(history.load()?.turns).toMatchObject([{ text: '中'.repeat(100) }, { text: '短' }])
  })

  it('keeps nothing where the browser keeps nothing', () => {
    const history = historyIn(noMemory)
    history.keep({ conversation: 'c-1', turns: [said(1, '要带什么？')] })
    expect(history.load()).toBeUndefined()
  })

  it('remembers that a question failed, not for how long to wait', () => {
    const history = historyIn()
    const failed = { ...said(1, '要带什么？'), failure: { kind: 'busy', retryAfterSeconds: 20 } } as Turn
    history.keep({ conversation: 'c-1', turns: [failed] })
    expect(history.load()?.turns).toEqual([{ ...failed, failure: { kind: 'unreachable', retryAfterSeconds: undefined } }])
  })

  it.each(['', 'null', '[]', '{', '{"conversation":7,"turns":[]}', '{"conversation":"c-1","turns":{}}'])('takes %j for nothing kept', (json) => {
    window.sessionStorage.setItem('banshi.conversation', json)
    expect(historyIn().load()).toBeUndefined()
  })

  it('leaves out turns that it cannot read', () => {
    const turns = [null, { speaker: 'ghost' }, { speaker: 'citizen' }, { speaker: 'assistant', reply: { act: 'sing' } }, said(9, '在吗')]
    window.sessionStorage.setItem('banshi.conversation', JSON.stringify({ conversation: 'c-1', turns }))
    expect(historyIn().load()?.turns).toEqual([said(5, '在吗')])
  })
})
