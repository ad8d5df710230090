import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useReadAloud } from './useReadAloud'

type Utterance = Pick<SpeechSynthesisUtterance, 'text' | 'lang' | 'rate' | 'onend' | 'onerror'>

function setUp() {
  const spoken: Utterance[] = []
  const speech = { speak: vi.fn((utterance: SpeechSynthesisUtterance) => spoken.push(utterance)), cancel: vi.fn() }
  const say = (text: string) => ({ text }) as SpeechSynthesisUtterance
  const scope = effectScope(true)
  const aloud = scope.run(() => useReadAloud({ speech: speech as unknown as SpeechSynthesis, say }))
  if (!aloud) throw new Error('the scope did not run')
  return { ...aloud, spoken, speech, scope }
}

describe('useReadAloud', () => {
  it('reads in Chinese, one text at a time', () => {
    const { toggle, reading, spoken } = setUp()
    toggle(1, '可以网上办。')
    toggle(2, '要带身份证。')
    expect(spoken).toMatchObject([{ text: '可以网上办。', lang: 'zh-CN' }, { text: '要带身份证。' }])
    expect(reading.value).toBe(2)
  })

  it('stops when asked for the same text again, when it ends, and with its scope', () => {
    const { toggle, reading, spoken, speech, scope } = setUp()
    toggle(1, '可以网上办。')
    toggle(1, '可以网上办。')
    expect(reading.value).toBeUndefined()
    expect(speech.speak).toHaveBeenCalledTimes(1)

    toggle(1, '可以网上办。')
    spoken[1]?.onend?.call({} as SpeechSynthesisUtterance, {} as SpeechSynthesisEvent)
    expect(reading.value).toBeUndefined()

    toggle(1, '可以网上办。')
    scope.stop()
    expect(reading.value).toBeUndefined()
  })
})
