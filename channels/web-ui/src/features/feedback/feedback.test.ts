import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import AnswerFeedback from './AnswerFeedback.vue'
import { opinionPoster, type Feedback, type Rating } from './api'
import RatingCard from './RatingCard.vue'
import { useOpinions } from './useOpinions'

const feedback: Feedback = { conversation: 'c-1', turn: 't-1', helpful: false, reason: 'missing', comment: '没说带几张照片' }
const rating: Rating = { conversation: 'c-1', level: 5, options: ['办事效率'] }

describe('opinionPoster', () => {
  it.each([
    ['/api/v1/feedback', feedback, (poster: ReturnType<typeof opinionPoster>) => poster.judge(feedback)],
    ['/api/v1/ratings', rating, (poster: ReturnType<typeof opinionPoster>) => poster.rate(rating)],
  ])('posts to %s', async (path, body, send) => {
    const fetch = vi.fn<typeof window.fetch>(() => Promise.resolve(new Response(null, { status: 204 })))
    await send(opinionPoster({ fetch }))
    expect(fetch.mock.calls[0]?.[0]).toBe(path)
    expect(fetch.mock.calls[0]?.[1]?.method).toBe('POST')
    expect(JSON.parse(fetch.mock.calls[0]?.[1]?.body as string)).toEqual(body)
  })

  it.each([
    ['404', () => Promise.resolve(new Response('', { status: 404 }))],
    ['500', () => Promise.resolve(new Response('', { status: 500 }))],
    ['no server', () => Promise.reject(new TypeError('failed to fetch'))],
  ])('troubles nobody with %s', async (_, fetch) => {
    await expect(opinionPoster({ fetch }).judge(feedback)).resolves.toBeUndefined()
  })
})

describe('useOpinions', () => {
  it('takes one rating a conversation, also after a reload, and another for another conversation', () => {
    window.sessionStorage.clear()
    const poster = { judge: vi.fn(() => Promise.resolve(undefined)), rate: vi.fn(() => Promise.resolve(undefined)) }
    const conversation = shallowRef('c-1')
    const { canRate, openRating, rate, rating, forget, judge } = useOpinions({ conversation, poster })
    judge({ turn: 't-1', helpful: true })
    expect(poster.judge).toHaveBeenCalledWith({ conversation: 'c-1', turn: 't-1', helpful: true })
    openRating()
    rate({ level: 5, options: [] })
    expect(poster.rate).toHaveBeenCalledWith({ conversation: 'c-1', level: 5, options: [] })
    expect([rating.value, canRate.value]).toEqual(['thanked', false])
    expect(useOpinions({ conversation, poster }).canRate.value).toBe(false)

    forget()
    conversation.value = 'c-2'
    expect([rating.value, canRate.value]).toEqual(['closed', true])
    expect(window.sessionStorage).toHaveLength(0)
  })
})

describe('AnswerFeedback', () => {
  it('takes a thumb up at once, and thanks', async () => {
    const asking = mount(AnswerFeedback, { attachTo: document.body })
    await asking.get('.up').trigger('click')
    expect(asking.emitted('judge')).toEqual([[{ helpful: true }]])
    expect(asking.get('.thanks').text()).toContain('谢谢')
    await flushPromises()
    expect(document.activeElement).toBe(asking.get('.thanks').element)
    expect(asking.find('button').exists()).toBe(false)
  })

  it('asks why after a thumb down, and takes no reason for an answer too', async () => {
    const asking = mount(AnswerFeedback)
    await asking.get('.down').trigger('click')
    expect(asking.emitted('judge')).toBeUndefined()
    await asking.get('input[value="missing"]').setValue()
    await asking.get('textarea').setValue(' 没说带几张照片 ')
    await asking.get('form').trigger('submit')
    expect(asking.emitted('judge')).toEqual([[{ helpful: false, reason: 'missing', comment: '没说带几张照片' }]])

    const brief = mount(AnswerFeedback)
    await brief.get('.down').trigger('click')
    await brief.get('form').trigger('submit')
    expect(brief.emitted('judge')).toEqual([[{ helpful: false }]])
  })
})

describe('RatingCard', () => {
  it('takes one of five levels, indicators and words', async () => {
    const card = mount(RatingCard)
    expect(card.findAll('.level').map((level) => level.text())).toEqual(['非常满意', '满意', '基本满意', '不满意', '非常不满意'])
    expect(card.find('.submit').exists()).toBe(false)

    await card.get('input[value="2"]').setValue()
    expect(card.text()).toContain('哪些地方要改进')
    const [first, second] = card.findAll('input[type="checkbox"]')
    await first?.setValue(true)
    await second?.setValue(true)
    await first?.setValue(false)
    await card.get('textarea').setValue('等得久')
    await card.get('form').trigger('submit')
    expect(card.emitted('rate')).toEqual([[{ level: 2, options: ['办事效率'], comment: '等得久' }]])
  })

  it('rates nothing without a level', async () => {
    const card = mount(RatingCard)
    await card.get('form').trigger('submit')
    expect(card.emitted('rate')).toBeUndefined()
  })
})
