import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reply } from './reply'
import { aReply } from './replies.fixture'
import ChatView from './ChatView.vue'

const fetch = vi.fn<typeof window.fetch>()
let view: VueWrapper

beforeEach(() => {
  vi.stubGlobal('fetch', fetch)
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({ matches: query === '(pointer: fine)' }) as MediaQueryList)
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined)
  window.localStorage.clear()
  window.sessionStorage.clear()
  view = mount(ChatView, { attachTo: document.body })
})

afterEach(() => {
  view.unmount()
  fetch.mockReset()
  vi.unstubAllGlobals()
})

const answer = (about: Partial<Reply> = {}) => {
  fetch.mockResolvedValueOnce(new Response(JSON.stringify(aReply(about))))
}

async function ask(text: string) {
  await view.get('textarea').setValue(text)
  await view.get('form').trigger('submit')
}

function asked(): { text: string; conversation: string }[] {
  return fetch.mock.calls.map(([, options]) => JSON.parse(options?.body as string) as { text: string; conversation: string })
}

describe('ChatView', () => {
  it('greets with the privacy sentence and six questions, and asks the one that is chosen', async () => {
    expect(view.text()).toContain('不用登录，请不要输入身份证号、手机号')
    expect(view.findAll('.suggestion')).toHaveLength(6)

    answer()
    await view.get('.suggestion').trigger('click')
    await flushPromises()
    expect(asked()).toMatchObject([{ text: '我要补办户口本，网上能办吗？' }])
    expect(view.find('.suggestion').exists()).toBe(false)
  })

  it('empties the box, keeps the focus there, and tells a screen reader the finished answer only', async () => {
    let finish: (response: Response) => void = () => undefined
    fetch.mockReturnValueOnce(new Promise((resolve) => (finish = resolve)))
    await ask('我要补办户口本，网上能办吗？')
    expect(view.get<HTMLTextAreaElement>('textarea').element.value).toBe('')
    expect(document.activeElement).toBe(view.get('textarea').element)
    expect(view.get('.page > [role="status"]').text()).toBe('')
    expect(view.get('[role="log"]').attributes()).toMatchObject({ 'aria-busy': 'true', 'aria-live': 'off' })
    expect(view.text()).toContain('正在查')

    finish(new Response(JSON.stringify(aReply())))
    await flushPromises()
    expect(view.get('.page > [role="status"]').text()).toBe('可以网上办。')
    expect(view.get('[role="log"]').attributes('aria-busy')).toBe('false')
  })

  it('keeps what is typed while a question is under way', async () => {
    fetch.mockReturnValueOnce(new Promise(() => undefined))
    await ask('第一句')
    await ask('第二句')
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(view.get<HTMLTextAreaElement>('textarea').element.value).toBe('第二句')
  })

  it('says that it failed, and tries again', async () => {
    fetch.mockRejectedValueOnce(new TypeError('failed to fetch'))
    await ask('在哪里办？')
    await flushPromises()
    expect(view.get('[role="alert"]').text()).toBe('没有发出去，点这里重试')

    answer()
    await view.get('.retry').trigger('click')
    await flushPromises()
    expect(view.find('[role="alert"]').exists()).toBe(false)
    expect(view.findAll('.citizen')).toHaveLength(1)
    expect(view.findAll('.assistant')).toHaveLength(1)
  })

  it('shows an emergency as nothing else is shown', async () => {
    answer({ act: 'emergency', text: '请马上拨打119。' })
    await ask('我家着火了')
    await flushPromises()
    expect(view.get('.emergency .call').attributes('href')).toBe('tel:119')
    expect(view.find('.rate').exists()).toBe(false)
  })

  it('begins a new conversation under another name', async () => {
    answer()
    await ask('第一句')
    await flushPromises()
    await view.get('.start-over').trigger('click')
    expect(view.findAll('.suggestion')).toHaveLength(6)

    answer()
    await ask('第二句')
    await flushPromises()
    const [first, erased, second] = asked()
    expect(erased).toEqual({ conversation: first?.conversation })
    expect(first?.conversation).not.toBe(second?.conversation)
  })

  it('has 12345 at hand before and during a conversation', async () => {
    expect(view.get('header .help').attributes('href')).toBe('tel:12345')
    answer()
    await ask('第一句')
    await flushPromises()
    expect(view.get('header .help').attributes('href')).toBe('tel:12345')
  })

  it('hands over to a person and back, and says to whom what is said goes', async () => {
    const json = (body: unknown) => new Response(JSON.stringify(body))
    fetch.mockImplementation((address, options) => {
      const path = address as string
      if (path === '/api/v1/handoffs') return Promise.resolve(json({ id: 'h-1', state: 'taken' }))
      if (path === '/api/v1/handoffs/h-1?after=0&state=taken')
        return Promise.resolve(json({ state: 'taken', messages: [{ seq: 1, from: 'agent', text: '您好，请讲' }] }))
      if (path.includes('?after=')) return new Promise(() => undefined)
      if (options?.method === 'DELETE' || path.endsWith('/messages')) return Promise.resolve(new Response(null, { status: 204 }))
      return Promise.resolve(json(aReply()))
    })
    const called = () => fetch.mock.calls.map(([address, options]) => `${options?.method ?? ''} ${address as string}`)

    await view.get('.to-person').trigger('click')
    await flushPromises()
    expect(view.get('.agent').text()).toContain('您好，请讲')
    expect(view.get('.page > [role="status"]').text()).toBe('人工坐席说：您好，请讲')
    await ask('在吗')
    await flushPromises()
    expect(called()).toContain('POST /api/v1/handoffs/h-1/messages')
    expect(called()).not.toContain('POST /api/v1/chat')

    await view.get('.panel .leave').trigger('click')
    expect(called()).toContain('DELETE /api/v1/handoffs/h-1')
    await ask('要多少钱？')
    await flushPromises()
    expect(called()).toContain('POST /api/v1/chat')
    expect(view.find('.to-person').exists()).toBe(true)
  })

  it('takes one rating a conversation, and goes on whatever becomes of it', async () => {
    expect(view.find('.rate').exists()).toBe(false)
    answer({ turn: 't-1' })
    await ask('第一句')
    await flushPromises()
    fetch.mockResolvedValue(new Response('', { status: 404 }))
    await view.get('.up').trigger('click')
    await view.get('.rate').trigger('click')
    await view.get('input[value="5"]').setValue()
    await view.get('.rating').trigger('submit')
    await flushPromises()
    expect(view.text()).toContain('谢谢您的评价')
    expect(view.find('.rate').exists()).toBe(false)
    const [, feedback, rating] = fetch.mock.calls.map(([, options]) => JSON.parse(options?.body as string) as { conversation: string })
    expect(feedback).toMatchObject({ turn: 't-1', helpful: true })
    expect(rating).toMatchObject({ level: 5, options: [], conversation: feedback?.conversation })

    await view.get('.start-over').trigger('click')
    answer()
    await ask('第二句')
    await flushPromises()
    expect(view.find('.rate').exists()).toBe(true)
  })

  it('takes light or dark colours as chosen, and closes the panel by Escape', async () => {
    expect(view.get('fieldset').attributes('style')).toContain('display: none')
    await view.get('[aria-controls="colours"]').trigger('click')
    await view.get('input[value="dark"]').setValue()
    expect(window.localStorage.getItem('banshi.colours')).toBe('dark')

    await view.get('input[value="dark"]').trigger('keydown', { key: 'Escape' })
    expect(view.get('[aria-controls="colours"]').attributes('aria-expanded')).toBe('false')
    expect(document.activeElement).toBe(view.get('[aria-controls="colours"]').element)
  })

  it('turns 长辈模式 on for the whole page', async () => {
    await view.get('[aria-pressed]').trigger('click')
    expect(view.get('[aria-pressed]').attributes('aria-pressed')).toBe('true')
    expect(document.documentElement.hasAttribute('data-elder')).toBe(true)
  })
})
