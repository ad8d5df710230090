import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ChatComposer from './ChatComposer.vue'

function setUp(modelValue: string, sending = false) {
  const composer = mount(ChatComposer, { props: { modelValue, sending } })
  const press = ({ legacyCode = 13, ...key }: KeyboardEventInit & { legacyCode?: number }) => {
    const event = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, ...key })
    // what happy-dom's constructor does not take over
    Object.defineProperty(event, 'keyCode', { value: legacyCode })
    Object.defineProperty(event, 'isComposing', { value: key.isComposing ?? false })
    composer.get('textarea').element.dispatchEvent(event)
    return event
  }
  return { composer, press, sent: () => composer.emitted('send')?.length ?? 0 }
}

describe('ChatComposer', () => {
  it('sends on Enter, and writes no new line', () => {
    const { press, sent } = setUp('要多少钱？')
    expect(press({}).defaultPrevented).toBe(true)
    expect(sent()).toBe(1)
  })

  it('leaves Shift and Enter to the box, for a new line', () => {
    const { press, sent } = setUp('要多少钱？')
    expect(press({ shiftKey: true }).defaultPrevented).toBe(false)
    expect(sent()).toBe(0)
  })

  it.each([
    ['is composing', { isComposing: true }],
    ['has just composed, in Safari', { legacyCode: 229 }],
  ])('does not send while the input method %s', (_, key) => {
    const { press, sent } = setUp('要多少qian')
    expect(press(key).defaultPrevented).toBe(false)
    expect(sent()).toBe(0)
  })

  it.each([
    ['a blank text', ' \n', false],
    ['anything while a question is under way', '要多少钱？', true],
  ])('does not send %s', (_, text, sending) => {
    const { composer, press, sent } = setUp(text, sending)
    press({})
    expect(sent()).toBe(0)
    expect(composer.get('button').attributes('aria-disabled')).toBe('true')
  })

  it('sends by its button', async () => {
    const { composer, sent } = setUp('要多少钱？')
    await composer.get('form').trigger('submit')
    expect(sent()).toBe(1)
  })

  it('hands on what is typed, also while composing', async () => {
    const { composer } = setUp('')
    await composer.get('textarea').setValue('护zhao')
    expect(composer.emitted('update:modelValue')).toEqual([['护zhao']])
  })

  it.each([
    [449, undefined],
    [450, '还可以输入 50 字'],
    [500, '最多 500 字'],
  ])('counts near the limit: %i characters', (length, words) => {
    const { composer } = setUp('长'.repeat(length))
    expect(composer.get('textarea').attributes('maxlength')).toBe('500')
    expect(composer.find('.count').exists() ? composer.get('.count').text() : undefined).toBe(words)
  })

  it.each([
    ['身份证11010519491231002X到期了', true],
    ['电话是13812345678', true],
    ['公通字〔2021〕12号是什么', false],
    ['2026年11月21日能办好吗，打12345问？', false],
  ])('asks to leave out personal numbers: %s → %s', (text, warned) => {
    expect(setUp(text).composer.find('.notice').exists()).toBe(warned)
  })
})
