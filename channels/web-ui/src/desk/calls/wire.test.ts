import { describe, expect, it } from 'vitest'
import { call, card, draft, ready, utterance } from './calls.fixture'
import { frameOf } from './wire'

const read = (frame: object) => frameOf(JSON.stringify(frame))

describe('a frame', () => {
  it.each([['rubbish'], ['[]'], ['null'], ['7'], ['{}'], ['{"type":"something-new"}'], [new ArrayBuffer(4)]])('is nothing where it is none: %s', (text) => {
    expect(frameOf(text)).toBeUndefined()
  })

  it('of a call has all of it', () => {
    const frame = read({ type: 'call', ...call({ suggestions: [card('s1', { callId: undefined })] }) })
    expect(frame).toMatchObject({ type: 'call', call: { callId: 'c1', state: 'talking', agent: { id: 'a-1' }, suggestions: [{ id: 's1', callId: 'c1' }] } })
  })

  it('leaves out what cannot be read, and keeps the rest', () => {
    const frame = read(ready([call({ utterances: [utterance(1), { utteranceId: 7 }, null], suggestions: [card('s1'), { kind: 'poem' }] }), { no: 'call' }]))
    expect(frame).toMatchObject({ type: 'ready', calls: [{ utterances: [{ utteranceId: 'u1' }], suggestions: [{ id: 's1' }] }] })
    expect(frame?.type === 'ready' && frame.calls).toHaveLength(1)
  })

  it('links to pages of the web only', () => {
    const frame = read({ type: 'suggestion', ...card('s1', { citations: [{ title: '甲', url: 'https://example.gov.cn/' }, { title: '乙', url: 'javascript:alert(1)' }] }) })
    expect(frame?.type === 'suggestion' && frame.card.citations).toEqual([{ title: '甲', url: 'https://example.gov.cn/' }, { title: '乙' }])
  })

  it('tells what became of a message with a notice', () => {
    expect(read({ type: 'notice', callId: 'c1', matter: 'm', sms: 'failed' })).toEqual({ type: 'notice', callId: 'c1', matter: 'm', sms: 'failed' })
    expect(read({ type: 'notice', callId: 'c1', sms: 'failed' })).toBeUndefined()
  })

  it('of a draft is acceptable unless it says not', () => {
    expect(read({ type: 'summary', callId: 'c1', draft, evidence: { type: ['u1'], title: 'u1' } })).toMatchObject({
      draft: { type: 'consultation', acceptable: true },
      evidence: { type: ['u1'], title: [] },
    })
    expect(read({ type: 'summary', callId: 'c1', draft: { ...draft, type: 'poem', acceptable: false } })).toMatchObject({ draft: { type: 'other', acceptable: false } })
  })
})
