import { effectScope } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { me, ready } from '../calls/calls.fixture'
import { frameOf, type Said } from '../calls/wire'
import { consult, expert, message } from './consults.fixture'
import { useConsults } from './useConsults'
import { answerOf } from './wire'

const scopes: ReturnType<typeof effectScope>[] = []
afterEach(() => {
  for (const scope of scopes.splice(0)) scope.stop()
})

function sit(frame: object = ready([]), { open = true } = {}) {
  const line = { open, told: [] as Said[], waiting: [] as string[], answers: [] as string[] }
  const scope = effectScope()
  scopes.push(scope)
  let ids = 0
  const consults = scope.run(() =>
    useConsults({
      say: (words) => {
        if (line.open) line.told.push(words)
        return line.open
      },
      onWaiting: ({ id }) => line.waiting.push(id),
      onAnswer: ({ state }) => line.answers.push(state),
      newId: () => `n${++ids}`,
    }),
  )
  if (!consults) throw new Error('nobody sits there')
  const say = (said: object) => {
    const read = frameOf(JSON.stringify(said))
    if (!read) throw new Error('the frame is not one of the contract')
    consults.receive(read)
  }
  say(frame)
  return { consults, line, say }
}

const frame = (about: object = {}) => ({ type: 'consult', ...consult(about) })
const asExpert = (consults: readonly object[] = []) => ({ ...ready([]), agent: { ...me, ...expert }, consults, departments: ['公安派出所户籍窗口'] })

describe('whoever asks', () => {
  it('sees his question, its answer, and not what he is done with', () => {
    const { consults, line, say } = sit()
    expect(consults.ask({ callId: 'c1', matter: 'idcard-replace' }, '能补吗')).toBe('n1')
    expect(line.told).toEqual([{ type: 'consult.ask', id: 'n1', callId: 'c1', matter: 'idcard-replace', text: '能补吗' }])
    expect(consults.sent.value).toBe('n1')
    say(frame({ id: 'n1' }))
    expect(consults.sent.value).toBeUndefined()
    expect(consults.asked.value).toHaveLength(1)
    expect(line.answers).toEqual([])
    say(frame({ id: 'n1', version: 2, state: 'taken', takenBy: expert }))
    say(frame({ id: 'n1', version: 3, state: 'taken', takenBy: expert, messages: [message(1, me.id, '他有居住证')] }))
    expect(line.answers).toEqual(['taken']) // one's own words are no news
    const answered = { id: 'n1', version: 4, state: 'answered', takenBy: expert, messages: [message(1, me.id, '他有居住证'), message(2, expert.id, '可以。'), message(3, expert.id, '带居住证。')] }
    say(frame(answered))
    expect(line.answers).toEqual(['taken', 'answered'])
    expect(consults.asked.value.map(answerOf)).toEqual(['可以。\n带居住证。'])
    consults.close('n1')
    expect(line.told.at(-1)).toEqual({ type: 'consult.done', id: 'n1' })
    say(frame({ ...answered, version: 5, seen: true }))
    expect(consults.asked.value).toEqual([])
  })

  it('is not told something older after something newer', () => {
    const { consults, say } = sit()
    say(frame({ version: 3, state: 'answered', takenBy: expert }))
    say(frame({ version: 2, state: 'taken', takenBy: expert }))
    expect(consults.asked.value.map(({ state }) => state)).toEqual(['answered'])
  })

  it('sends what may not have arrived again under the same id, so that it is asked once', () => {
    const { consults, line, say } = sit()
    consults.ask({}, '能补吗')
    line.open = false
    expect(consults.ask({}, '能补吗')).toBeUndefined()
    line.open = true
    say(ready([]))
    consults.ask({}, '能补吗')
    expect(line.told.map((words) => 'id' in words && words.id)).toEqual(['n1', 'n1'])
    say({ ...ready([]), consults: [consult({ id: 'n1' })] })
    expect(consults.sent.value).toBeUndefined()
  })

  it('may send another where this one was refused', () => {
    const { consults, say } = sit()
    consults.ask({}, '能补吗')
    say({ type: 'refused', of: 'consult.ask', detail: '您已经有 10 个没答的咨询' })
    expect(consults.sent.value).toBeUndefined()
    expect(consults.refused.value?.detail).toContain('没答的咨询')
    expect(consults.ask({}, '能补吗')).toBe('n2')
  })
})

describe('an expert', () => {
  it('sees what waits and what is his, and no more what others have', () => {
    const { consults, line, say } = sit(asExpert([consult()]))
    expect(consults.isExpert.value).toBe(true)
    expect(consults.waiting.value).toHaveLength(1)
    say(frame({ id: 'k2', askedAt: '2026-11-23T07:59:00Z' }))
    expect(line.waiting).toEqual(['k2'])
    expect(consults.waiting.value.map(({ id }) => id)).toEqual(['k2', 'k1'])
    say(frame({ version: 2, state: 'taken', takenBy: { id: 'e-2', displayName: '专员二号' }, question: '' }))
    say(frame({ id: 'k2', version: 2, state: 'taken', takenBy: expert }))
    expect(consults.waiting.value).toEqual([])
    expect(consults.taken.value.map(({ id }) => id)).toEqual(['k2'])
    say(frame({ id: 'k2', version: 3, state: 'answered', takenBy: expert }))
    expect(consults.taken.value).toEqual([])
    say(frame({ id: 'k3', version: 1 }))
    say(frame({ id: 'k3', version: 2, state: 'withdrawn' }))
    expect(consults.waiting.value).toEqual([])
  })

  it('is nobody without departments', () => {
    expect(sit().consults.isExpert.value).toBe(false)
  })
})

it('leaves out what cannot be read', () => {
  expect(frameOf('{"type":"consult","id":"k1","question":"x","state":"asleep"}')).toBeUndefined()
  const { consults } = sit({ ...ready([]), consults: [7, {}, consult({ words: [1, '话'], messages: [{}], experts: ['x'], phone: { number: 1 } })] })
  expect(consults.asked.value).toMatchObject([{ words: ['话'], messages: [], experts: [] }])
})
