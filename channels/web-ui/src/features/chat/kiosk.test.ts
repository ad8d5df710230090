import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import ChatView from './ChatView.vue'
import { aReply } from './replies.fixture'

let view: VueWrapper
const fetch = vi.fn<typeof window.fetch>()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', fetch)
  vi.spyOn(window, 'matchMedia').mockImplementation(() => ({ matches: false }) as MediaQueryList)
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined)
  window.localStorage.clear()
  window.sessionStorage.clear()
  window.history.replaceState(null, '', '/?mode=kiosk&terminal=hall-3')
  view = mount(ChatView, { attachTo: document.body })
})

afterEach(() => {
  view.unmount()
  fetch.mockReset()
  window.history.replaceState(null, '', '/')
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function ask(about = {}) {
  fetch.mockResolvedValueOnce(new Response(JSON.stringify(aReply(about))))
  await view.get('textarea').setValue('要带什么？')
  await view.get('form').trigger('submit')
  await flushPromises()
}

it('asks as a kiosk, in big letters, and leaves nothing on the machine', async () => {
  await ask()
  expect(JSON.parse(fetch.mock.calls[0]?.[1]?.body as string)).toMatchObject({ channel: 'kiosk' })
  expect(document.documentElement.hasAttribute('data-elder')).toBe(true)
  expect(view.text()).toContain('终端 hall-3')
  expect(window.localStorage.length + window.sessionStorage.length).toBe(0)
})

it('leads nowhere: codes instead of links, numbers instead of calls', async () => {
  await ask({
    guide: '/guide/abc',
    sources: [{ title: '办事指南', url: 'https://www.zjzwfw.gov.cn/' }],
    blocks: [
      { type: 'link', title: '浙里办', url: 'https://www.zjzwfw.gov.cn/' },
      { type: 'phone', label: '热线', number: '12345' },
      { type: 'media', kind: 'image', title: '样张', url: '/media/a.png' },
      { type: 'media', kind: 'document', title: '表', url: '/media/a.pdf' },
    ],
  })
  expect(view.findAll('a[href]')).toHaveLength(0)
  expect(view.findAll('.code').length).toBeGreaterThanOrEqual(3)
  await ask({ act: 'emergency', text: '请马上拨打110。' })
  expect(view.findAll('a[href]')).toHaveLength(0)
})

it('clears itself when nobody is there, after a warning that can be answered', async () => {
  await ask()
  await vi.advanceTimersByTimeAsync(45_000)
  expect(view.get('[role="alertdialog"]').text()).toContain('还有 15 秒')
  await view.get('.stay').trigger('click')
  expect(view.find('[role="alertdialog"]').exists()).toBe(false)

  await vi.advanceTimersByTimeAsync(60_000)
  expect(view.findAll('.citizen')).toHaveLength(0)
  expect(view.findAll('.suggestion')).toHaveLength(6)
})

it('clears a half-typed question too, at the press of a button', async () => {
  expect(view.find('.start-over').exists()).toBe(false)
  expect(view.get('.privacy').text()).toContain('点“结束并清除”就删掉')
  await view.get('textarea').setValue('我叫')
  expect(view.get('.start-over').text()).toBe('结束并清除')
  await view.get('.start-over').trigger('click')
  expect(view.get<HTMLTextAreaElement>('textarea').element.value).toBe('')
})
