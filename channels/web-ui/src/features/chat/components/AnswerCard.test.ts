import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import QrCode from '@/ui/QrCode.vue'
import { readAloudKey } from '../readAloud'
import type { Reply } from '../reply'
import { aReply } from '../replies.fixture'
import AnswerCard from './AnswerCard.vue'

type State = Partial<{ live: boolean; sending: boolean; taken: string }>

function draw(reply: Reply, { live = true, sending = false, taken }: State = {}) {
  return mount(AnswerCard, { props: { id: 7, reply, asked: '要带什么？', live, sending, taken } })
}

const follow = { type: 'choices' as const, items: [{ id: 'fee', label: '补办户口本要多少钱？' }] }
const clarify = aReply({
  act: 'clarify',
  verdict: null,
  choices: [
    { id: 'idcard-renew', label: '身份证到期换领' },
    { id: 'passport-renew', label: '护照到期换发' },
  ],
})

describe('AnswerCard', () => {
  it.each([
    ['yes', '可以'],
    ['no', '不可以'],
    ['depends', '看情况'],
  ] as const)('tells the verdict %s in words and a drawing', (verdict, word) => {
    const badge = draw(aReply({ verdict })).get('.verdict')
    expect(badge.text()).toBe(word)
    expect(badge.find('svg').exists()).toBe(true)
  })

  it('shows no verdict where the question is not whether', () => {
    expect(draw(aReply({ verdict: null })).find('.verdict').exists()).toBe(false)
  })

  it('shows the plain text where there are no blocks', () => {
    expect(draw(aReply()).get('.text').text()).toBe('可以网上办。')
  })

  it('folds the legal basis away and names the release', () => {
    const card = draw(
      aReply({
        sources: [
          { title: '户口登记条例', article: '第四条' },
          { title: '办事指南', url: 'https://www.zjzwfw.gov.cn/' },
          { title: '旧指南', url: 'javascript:alert(1)' },
        ],
      }),
    )
    expect(card.get('summary').text()).toBe('依据（3）')
    expect(card.findAll('details li')[0]?.text()).toBe('户口登记条例第四条')
    expect(card.findAll('details a')).toHaveLength(1)
    expect(card.get('.print').text()).toBe('知识版本 2026-11-21.1')
  })

  it('leads on to the page for the case, where there is one', () => {
    const link = draw(aReply({ guide: '/guide/abc-_1' })).get('a.guide')
    expect(new URL(link.attributes('href') ?? '').pathname).toBe('/guide/abc-_1')
    expect(link.text()).toContain('按我的情况一步步办')
    expect(draw(aReply({ guide: null })).find('a.guide').exists()).toBe(false)
  })

  it('shows a code for the phone when asked for one', async () => {
    const card = draw(aReply({ guide: '/guide/abc-_1' }))
    expect(card.find('figure.code').exists()).toBe(false)
    await card.get('.scan').trigger('click')
    expect(card.findComponent(QrCode).props('address')).toMatch(/^https?:.*\/guide\/abc-_1$/)
  })

  it('offers as a sheet to take along what there is to bring', async () => {
    const items = [{ id: 'id', label: '居民身份证', required: true }]
    const card = draw(aReply({ blocks: [{ type: 'checklist', title: '要准备的材料', items }] }))
    await card.get('.to-paper').trigger('click')
    expect(card.emitted('print')).toMatchObject([[{ asked: '要带什么？', parts: [{ title: '要准备的材料' }] }]])
    expect(draw(aReply()).find('.to-paper, .save').exists()).toBe(false)
  })

  it('asks what one thinks of an answer that can be named', async () => {
    const card = draw(aReply({ turn: 't-7' }))
    await card.get('.up').trigger('click')
    expect(card.emitted('judge')).toEqual([[{ turn: 't-7', helpful: true }]])
    expect(draw(aReply()).find('.up').exists()).toBe(false)
    expect(draw(aReply({ act: 'clarify', turn: 't-8' })).find('.up').exists()).toBe(false)
  })

  it('leads to a person where the assistant hands over', async () => {
    const card = draw(aReply({ act: 'handoff', verdict: null }))
    await card.get('.person').trigger('click')
    expect(card.emitted('person')).toHaveLength(1)
    expect(draw(aReply({ act: 'handoff' }), { live: false }).find('.person').exists()).toBe(false)
  })

  it('repeats that the window decides, where the text says so', () => {
    expect(draw(aReply({ text: '要收工本费，以窗口答复为准。' })).get('.print').text()).toContain('以窗口答复为准')
    expect(draw(aReply()).get('.print').text()).not.toContain('以窗口答复为准')
  })

  it('offers what to ask next, and says the whole question', async () => {
    const card = draw(aReply({ blocks: [follow] }))
    await card.get('.option').trigger('click')
    expect(card.emitted('choose')).toEqual([['补办户口本要多少钱？']])
  })

  it('takes its suggestions away once they are not the next thing', () => {
    expect(draw(aReply({ blocks: [follow] }), { live: false }).find('.option').exists()).toBe(false)
  })

  it('offers the choices of a question by number', async () => {
    const card = draw(clarify)
    expect(card.findAll('.option').map((option) => option.text())).toEqual(['1身份证到期换领', '2护照到期换发'])
    await card.findAll('.option')[1]?.trigger('click')
    expect(card.emitted('choose')).toEqual([['护照到期换发']])
  })

  it('keeps the choices of an answered question in sight, the taken one marked, none to be taken', async () => {
    const card = draw(clarify, { live: false, taken: '护照到期换发' })
    const options = card.findAll('.option')
    expect(options.map((option) => option.classes('taken'))).toEqual([false, true])
    await options[0]?.trigger('click')
    expect(card.emitted('choose')).toBeUndefined()
  })

  it('takes no choice while a question is under way', async () => {
    const card = draw(clarify, { sending: true })
    expect(card.get('.option').attributes('aria-disabled')).toBe('true')
    await card.get('.option').trigger('click')
    expect(card.emitted('choose')).toBeUndefined()
  })

  it('reads itself aloud where that is offered', async () => {
    const toggle = vi.fn()
    const aloud = { offered: shallowRef(true), reading: shallowRef<number | undefined>(), toggle }
    const card = mount(AnswerCard, {
      props: { id: 7, reply: aReply(), asked: '', live: true, sending: false, taken: undefined },
      global: { provide: { [readAloudKey as symbol]: aloud } },
    })
    await card.get('.aloud').trigger('click')
    expect(toggle).toHaveBeenCalledWith(7, '可以网上办。')
    aloud.reading.value = 7
    await card.vm.$nextTick()
    expect(card.get('.aloud').text()).toBe('不读了')
  })
})
