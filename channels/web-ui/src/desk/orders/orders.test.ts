import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { orderDesk } from './api'
import { dueOf } from './due'
import OrderPage from './OrderPage.vue'
import { openedOrder, order, orderServer } from './orders.fixture'
import OrdersPage from './OrdersPage.vue'

const NOW = Date.parse('2026-11-23T08:00:00Z')
const pages: VueWrapper[] = []
afterEach(() => {
  for (const page of pages.splice(0)) page.unmount()
  vi.useRealTimers()
})

async function list(answers: Parameters<typeof orderServer>[0]) {
  const server = orderServer(answers)
  const page = mount(OrdersPage, { props: { now: NOW, desk: orderDesk({ fetch: server.fetch }) }, attachTo: document.body })
  pages.push(page)
  await flushPromises()
  return { page, server }
}

async function one(answers: Parameters<typeof orderServer>[0]) {
  const server = orderServer(answers)
  const page = mount(OrderPage, { props: { id: 'GD20261123-000001', now: NOW, desk: orderDesk({ fetch: server.fetch }) }, attachTo: document.body })
  pages.push(page)
  await flushPromises()
  return { page, server }
}

describe('a time limit', () => {
  const due = (about: { dueAt?: string; overdue: boolean }, state = 'processing') => dueOf({ state, ...about }, NOW)

  it.each([
    ['2026-11-21T07:00:00Z', true, 'over', '超时 2 天'],
    ['2026-11-23T07:30:00Z', true, 'over', '刚刚超时'],
    ['2026-11-23T12:30:00Z', false, 'soon', '还有 4 小时到期'],
    [undefined, false, 'none', '没有期限'],
  ])('of %s is told by words', (dueAt, overdue, tone, told) => {
    expect(due({ overdue, ...(dueAt === undefined ? {} : { dueAt }) })).toEqual({ tone, words: told })
  })

  it('no longer matters where nobody owes an answer', () => {
    expect(due({ dueAt: '2026-11-21T07:00:00Z', overdue: false }, 'closed').tone).toBe('none')
  })
})

describe('the list of work orders', () => {
  it('shows what is asked for, and says where there is none', async () => {
    const { page, server } = await list((asked) => ({ json: { items: asked.includes('due=overdue') ? [] : [order(1), order(2, { mine: false, urgency: 'urgent' })] } }))
    expect(page.findAll('.item .name').map((name) => name.text())).toEqual(['第 1 张', '第 2 张'])
    expect(page.findAll('.item .who').map((who) => who.text().split('，')[0])).toEqual(['我登记', '坐席一号登记'])
    await page.findAll('.chip')[3]?.trigger('click')
    await flushPromises()
    expect(page.get('.none').text()).toBe('没有这样的工单。')
    await page.get('select').setValue('awaiting')
    await flushPromises()
    expect(server.asked.map(([asked]) => asked)).toEqual(['GET ', 'GET ?due=overdue', 'GET ?due=overdue&state=awaiting'])
    await page.findAll('.chip')[0]?.trigger('click')
    await flushPromises()
    await page.get('.link').trigger('click')
    expect(page.emitted('open')).toEqual([['GD20261123-000001']])
  })

  it('goes on where there are more, and searches when one has typed', async () => {
    vi.useFakeTimers()
    const { page, server } = await list((asked) => ({ json: { items: asked.includes('before=') ? [order(9)] : Array.from({ length: 50 }, (_, n) => order(n)) } }))
    await page.findAll('.again').at(-1)?.trigger('click')
    await flushPromises()
    expect(page.findAll('.item')).toHaveLength(51)
    await page.get('input').setValue('路灯')
    await vi.advanceTimersByTimeAsync(300)
    expect(server.asked.map(([asked]) => asked).slice(1)).toEqual(['GET ?before=GD20261123-0000049', 'GET ?text=%E8%B7%AF%E7%81%AF'])
  })

  it('says that this server has none', async () => {
    const { page } = await list(() => ({ status: 404, json: {} }))
    expect(page.get('[role="alert"]').text()).toContain('没有开通工单')
  })
})

describe('a work order', () => {
  it('is taken further with what has to be said', async () => {
    const { page, server } = await one((asked) => ({ json: asked.startsWith('POST') ? openedOrder({ version: 4, state: 'answered', stateName: '已答复', result: '已修好' }, { moves: [{ step: 'close', name: '办结', needs: 'nothing' }] }) : openedOrder() }))
    expect(page.findAll('.moves button').map((button) => button.text())).toEqual(['答复', '退回'])
    await page.get('.moves button').trigger('click')
    await flushPromises()
    expect(document.activeElement?.tagName).toBe('TEXTAREA')
    await page.get('textarea').setValue('已修好')
    await page.get('.saying').trigger('submit')
    await flushPromises()
    expect(server.asked.at(-1)).toEqual(['POST /GD20261123-000001/steps', { version: 3, step: 'answer', result: '已修好' }])
    expect(page.get('.marks .state').text()).toBe('已答复')
    expect(page.find('.saying').exists()).toBe(false)
    await page.get('.moves button').trigger('click')
    expect(server.asked.at(-1)).toEqual(['POST /GD20261123-000001/steps', { version: 4, step: 'close' }])
  })

  it('says why it cannot be, and keeps what was typed', async () => {
    const { page } = await one((asked) => (asked.startsWith('POST') ? { status: 409, json: { detail: '这张工单刚被别人改过' } } : { json: openedOrder() }))
    await page.findAll('.moves button')[1]?.trigger('click')
    await page.get('textarea').setValue('不归我们管')
    await page.get('.saying').trigger('submit')
    await flushPromises()
    expect(page.get('[role="alert"]').text()).toContain('这张工单刚被别人改过')
    expect((page.get('textarea').element as HTMLTextAreaElement).value).toBe('不归我们管')
  })

  it('is linked to one of the same incident, and not any more', async () => {
    const { page, server } = await one((asked, body) => ({
      json: asked.startsWith('PUT') && (body as { of: unknown }).of !== null ? openedOrder({ version: 4, duplicateOf: 'GD20261123-000002' }, { linked: [order(2)] }) : openedOrder(),
    }))
    await page.get('.others .again').trigger('click')
    await flushPromises()
    expect(page.text()).toContain('同一件事的工单')
    await page.get('.beside .again').trigger('click')
    expect(server.asked.slice(1)).toEqual([
      ['PUT /GD20261123-000001/duplicate', { version: 3, of: 'GD20261123-000002' }],
      ['PUT /GD20261123-000001/duplicate', { version: 4, of: null }],
    ])
  })

  it('is rated, and whoever is not satisfied gets another', async () => {
    const { page, server } = await one((asked) => ({
      json: asked.startsWith('POST') ? openedOrder({ satisfaction: 2 }, { moves: [], reopened: 'GD20261123-000009' }) : openedOrder({ state: 'revisiting' }, { moves: [{ step: 'rate', name: '记录评价', needs: 'satisfaction' }] }),
    }))
    await page.get('.moves button').trigger('click')
    await page.get('input[value="2"]').setValue(true)
    await page.get('.saying').trigger('submit')
    await flushPromises()
    expect(server.asked.at(-1)).toEqual(['POST /GD20261123-000001/revisit', { version: 3, satisfaction: 2 }])
    await page.get('.note a').trigger('click')
    expect(page.emitted('open')).toEqual([['GD20261123-000009']])
  })
})
