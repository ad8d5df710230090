import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import QrCode from '@/ui/QrCode.vue'
import type { Notice, Sms } from '../notice'
import PushedNotices from './PushedNotices.vue'

function notice(matter: string, sms: Sms = 'none'): Notice {
  return { matter, title: `事项 ${matter}`, link: `https://ask.example.gov.cn/n/${matter}`, text: '…', sms }
}

function draw(notices: readonly Notice[], busy?: string) {
  return mount(PushedNotices, { props: { notices, busy } })
}

describe('notices that were pushed', () => {
  it('are not there before one is', () => {
    expect(draw([]).text()).toBe('')
  })

  it('show link and code, the latest open', () => {
    const page = draw([notice('s2'), notice('s1')])
    expect(page.findAll('details').map((one) => one.attributes('open'))).toEqual(['', undefined])
    expect(page.get('a').attributes('href')).toBe('https://ask.example.gov.cn/n/s2')
    expect(page.getComponent(QrCode).props('address')).toBe('https://ask.example.gov.cn/n/s2')
  })

  it.each([
    ['off', undefined, undefined],
    ['none', undefined, '发短信'],
    ['waiting', '短信提交中', undefined],
    ['submitted', '短信已提交', undefined],
    ['failed', '短信未送达', '再发一次短信'],
  ] as const)('with a message that is %s', (sms, state, button) => {
    const page = draw([notice('s1', sms)])
    expect(page.find('.state').exists() ? page.get('.state').text() : undefined).toBe(state)
    expect(page.find('.main').exists() ? page.get('.main').text() : undefined).toBe(button)
  })

  it('are copied and sent', async () => {
    const page = draw([notice('s1')])
    for (const button of page.findAll('button')) await button.trigger('click')
    expect(page.emitted('copy')).toEqual([[notice('s1')]])
    expect(page.emitted('text')).toEqual([[notice('s1')]])
  })
})
