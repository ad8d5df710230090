import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deskServer, handoff } from './desk.fixture'
import DeskView from './DeskView.vue'

const pages: VueWrapper[] = []
beforeEach(() => {
  vi.useFakeTimers()
  window.sessionStorage.clear()
  window.localStorage.clear()
})
afterEach(() => {
  for (const page of pages.splice(0)) page.unmount()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

async function draw(server = people(), { open = true } = {}) {
  vi.stubGlobal('fetch', server.fetch)
  server.open = open
  const page = mount(DeskView, { attachTo: document.body })
  pages.push(page)
  await pass(0)
  return { page, server }
}

function people() {
  return deskServer([
    handoff({ id: 'wait-0001', waitedSeconds: 65 }),
    handoff({ id: 'wait-0002', channel: 'wechat', waitedSeconds: 179 }),
    handoff({ id: 'call-0003', state: 'callback', phone: '13800000000' }),
    handoff({ id: 'talk-0004', state: 'taken' }),
  ])
}

async function open(page: VueWrapper, place: number) {
  await page.findAll('.open')[place]?.trigger('click')
  await flushPromises()
}

describe('the door', () => {
  it('leads to the log-in, and lets in whoever has logged in', async () => {
    const { page, server } = await draw(people(), { open: false })
    expect(page.get('h2').text()).toBe('请先登录')
    expect(page.get('.enter').attributes('href')).toBe('/login?to=desk')

    server.refuse = 403
    await page.get('.again').trigger('click')
    await flushPromises()
    expect(page.get('[role="alert"]').text()).toContain('没有坐席角色')

    server.refuse = undefined
    server.open = true
    await page.get('.again').trigger('click')
    await flushPromises()
    expect(page.findAll('.item')).toHaveLength(4)
    await page.get('.sign-out').trigger('click')
    expect(page.find('.enter').exists()).toBe(true)
  })

  it('says that the log-in is over', async () => {
    const { page, server } = await draw()
    server.open = false
    await pass(5000)
    expect(page.get('[role="alert"]').text()).toContain('登录已经结束')
  })
})

describe('the queue', () => {
  it('shows who waits, counting, who is to be called, and who is taken', async () => {
    const { page } = await draw()
    expect(page.findAll('.group-title').map((title) => title.text())).toEqual(['在等2', '待回电1', '接待中1'])
    expect(page.findAll('.waited').map((waited) => waited.text())).toEqual(['等了 01:05', '等了 02:59'])
    await pass(1000)
    const [first, second] = page.findAll('.waited')
    expect(first?.text()).toBe('等了 01:06')
    expect(first?.classes()).not.toContain('long')
    expect(second?.text()).toBe('等了 03:00')
    expect(second?.classes()).toContain('long')
    expect(page.get('a.phone').attributes('href')).toBe('tel:13800000000')
    expect(page.get('.whose').text()).toBe('同事在接')
  })

  it('is one stop for Tab, and the arrows go through it', async () => {
    const { page } = await draw()
    const items = page.findAll('.open')
    const stops = () => items.map((item) => item.attributes('tabindex'))
    expect(stops()).toEqual(['0', '-1', '-1', '-1'])
    ;(items[0]?.element as HTMLElement).focus()
    for (const [key, place] of [['ArrowDown', 1], ['End', 3], ['ArrowDown', 3], ['ArrowUp', 2], ['Home', 0]] as const) {
      await page.get('.open:focus').trigger('keydown', { key })
      expect(document.activeElement).toBe(items[place]?.element)
      expect(stops()[place]).toBe('0')
    }
  })

  it('tells newcomers to a screen reader, and to the title only if that is wanted', async () => {
    const { page, server } = await draw()
    server.items = [...server.items, handoff({ id: 'wait-0005' })]
    await pass(5000)
    expect(page.get('.desk > [role="status"]').text()).toBe('新来 1 位，一共 3 位在等')
    expect(document.title).toBe('坐席接待')
    const alert = page.get('button[aria-pressed]')
    await alert.trigger('click')
    expect(alert.attributes('aria-pressed')).toBe('true')
    expect(document.title).toBe('(3) 坐席接待')
  })

  it('says that it may be old, and that nobody is there', async () => {
    const { page, server } = await draw(deskServer())
    expect(page.get('.empty').text()).toContain('现在没有人求助')
    server.refuse = 0
    await pass(5000)
    expect(page.get('.queue [role="alert"]').text()).toContain('名单可能不是最新的')
  })
})

describe('the open one', () => {
  it('shows what was said before, is taken, and talks', async () => {
    const { page, server } = await draw()
    await open(page, 0)
    expect(document.activeElement?.textContent).toBe('网页 0001')
    expect(page.get('.open').attributes('aria-current')).toBe('true')
    expect(page.get('.earlier .said').text()).toBe('群众说：户口本丢了怎么补')
    expect(page.get('.earlier .replied').text()).toContain('事项：居民户口簿补领')
    expect(page.find('textarea').exists()).toBe(false)

    await page.get('.action.main').trigger('click')
    await flushPromises()
    expect(document.activeElement?.tagName).toBe('TEXTAREA')
    const box = page.get('textarea')
    await box.setValue('您好')
    await box.trigger('keydown', { key: 'Enter', shiftKey: true })
    await box.trigger('keydown', { key: 'Enter', isComposing: true })
    expect(server.said).toEqual([])
    await box.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(page.get('[role="log"]').text()).toContain('坐席说：您好')
    expect((box.element as HTMLTextAreaElement).value).toBe('')
  })

  it('keeps in the box what could not be sent, and says why', async () => {
    const { page, server } = await draw()
    await open(page, 0)
    await page.get('.action.main').trigger('click')
    await flushPromises()
    server.refuse = 0
    server.refusing = /messages/
    await page.get('textarea').setValue('请带身份证')
    await page.get('.composer').trigger('submit')
    await flushPromises()
    expect((page.get('textarea').element as HTMLTextAreaElement).value).toBe('请带身份证')
    expect(page.get('.composer [role="alert"]').text()).toContain('没有发出去：连不上服务器')
  })

  it('still shows what was typed when the citizen has ended it', async () => {
    const { page, server } = await draw()
    await open(page, 0)
    await page.get('.action.main').trigger('click')
    await flushPromises()
    await page.get('textarea').setValue('请带身份证')
    server.items = server.items.map((item) => (item.id === 'wait-0001' ? { ...item, state: 'closed' } : item))
    await pass(2000)
    expect(page.get('.notice').text()).toContain('已经结束')
    const box = page.get('textarea').element as HTMLTextAreaElement
    expect([box.value, box.readOnly]).toEqual(['请带身份证', true])
    expect(page.find('.send').exists()).toBe(false)
  })

  it('says that a colleague was faster', async () => {
    const { page, server } = await draw()
    await open(page, 0)
    server.refuse = 409
    server.refusing = /take/
    await page.get('.action.main').trigger('click')
    await flushPromises()
    expect(page.get('.strip.bad').text()).toBe('已经有同事接走了，不用再接。')
  })

  it('is asked about once before it is ended, and then leads back to the queue', async () => {
    const { page, server } = await draw()
    await open(page, 0)
    await page.get('.action.end').trigger('click')
    expect(page.get('.sure').text()).toContain('确定吗')
    await page.get('.sure ~ .action:last-child').trigger('click')
    expect(document.activeElement).toBe(page.get('.action.end').element)
    expect(server.calls).not.toContain('POST /wait-0001/close')

    await page.get('.action.end').trigger('click')
    expect(document.activeElement?.textContent).toBe('确定')
    await page.get('.action.main').trigger('click')
    await flushPromises()
    expect(server.calls).toContain('POST /wait-0001/close')
    expect(page.find('.talk').exists()).toBe(false)
    expect(page.findAll('.item')).toHaveLength(3)
    expect(document.activeElement).toBe(page.findAll('.open')[0]?.element)
  })

  it('is a number to call, and is done when it was called', async () => {
    const { page, server } = await draw()
    await open(page, 2)
    expect(page.get('a.number').attributes('href')).toBe('tel:13800000000')
    expect(page.get('.action.end').text()).toBe('已回电')
    await page.get('.action.end').trigger('click')
    expect(page.get('.sure').text()).toContain('号码会一起删掉')
    await page.get('.action.main').trigger('click')
    await flushPromises()
    expect(server.calls).toContain('POST /call-0003/close')
  })

  it('is left to the colleague who has it, unless one goes on with it', async () => {
    const { page } = await draw()
    await open(page, 3)
    expect(page.find('textarea').exists()).toBe(false)
    expect(page.get('.notice').text()).toContain('同事正在接待')
    await page.get('.action.main').trigger('click')
    await flushPromises()
    expect(document.activeElement?.tagName).toBe('TEXTAREA')
    expect(page.get('.whose').text()).toBe('我在接')
  })

  it('goes back to the queue with Escape', async () => {
    const { page } = await draw()
    await open(page, 1)
    await page.get('.talk .title').trigger('keydown', { key: 'Escape' })
    await flushPromises()
    expect(page.find('.talk').exists()).toBe(false)
    expect(document.activeElement).toBe(page.findAll('.open')[1]?.element)
  })
})
