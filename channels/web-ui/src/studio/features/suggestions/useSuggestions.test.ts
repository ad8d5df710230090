import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { StudioError, type StudioServer, type Suggested, type SuggestedPhrasing, type Wished } from '../../api/server'
import { useSuggestions } from './useSuggestions'

const wish: Wished = { kind: 'phrasings', matter: 'idcard-renew', aspect: 'fee' }
const phrasing = (text: string): SuggestedPhrasing => ({ text, style: 'plain', belongs: 'here' })
const suggested = (...texts: string[]): Suggested => ({ model: 'small', phrasings: texts.map(phrasing), templates: [] })

function begin(suggest: StudioServer['suggest'], writer: () => Promise<{ model?: string }> = () => Promise.resolve({ model: 'small' })) {
  const wished = shallowRef(wish)
  const scope = effectScope(true)
  const state = scope.run(() => useSuggestions({ server: { suggestionWriter: writer, suggest }, draft: shallowRef(undefined), wished }))
  if (!state) throw new Error('the scope is not active')
  return { wished, scope, state }
}

describe('useSuggestions', () => {
  it.each([
    ['there is one', () => Promise.resolve({ model: 'small' }), 'small'],
    ['there is none', () => Promise.resolve({}), undefined],
    ['nobody knows', () => Promise.reject(new Error('no')), undefined],
  ])('tells of a model only where %s', async (_, writer, model) => {
    const { state } = begin(vi.fn(), writer)
    await nextTick()
    await nextTick()
    expect(state.model.value).toBe(model)
  })

  it('asks when it is told to, and forgets what was left', async () => {
    const suggest = vi.fn<StudioServer['suggest']>(() => Promise.resolve(suggested('一', '二')))
    const { state } = begin(suggest)
    expect(suggest).not.toHaveBeenCalled()
    await state.ask()
    expect(suggest.mock.calls[0]?.slice(0, 2)).toEqual(['published', wish])
    const [first] = state.phrasings.value
    if (first) state.drop(first)
    expect(state.phrasings.value.map(({ text }) => text)).toEqual(['二'])
  })

  it('shows nothing of what was asked for something else', async () => {
    const answers: ((answer: Suggested) => void)[] = []
    const { state, wished } = begin(() => new Promise((resolve) => answers.push(resolve)))
    const asked = state.ask()
    wished.value = { ...wish, aspect: 'process' }
    await nextTick()
    expect(state.asking.value).toBe(false)
    answers[0]?.(suggested('旧'))
    await asked
    expect(state.phrasings.value).toEqual([])
  })

  it('tells why there are none, and can ask again', async () => {
    const suggest = vi.fn<StudioServer['suggest']>().mockRejectedValueOnce(new StudioError('unreachable', 'status 503', '大模型太慢')).mockResolvedValueOnce(suggested('一'))
    const { state } = begin(suggest)
    await state.ask()
    expect(state.trouble.value?.detail).toBe('大模型太慢')
    await state.ask()
    expect(state.trouble.value).toBeUndefined()
    expect(state.phrasings.value).toHaveLength(1)
  })
})
