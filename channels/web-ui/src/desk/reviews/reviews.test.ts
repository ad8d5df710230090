import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { callDesk, type Checklist } from './api'
import CallPage from './CallPage.vue'
import CallsPage from './CallsPage.vue'
import { checklist, point, row, seen } from './reviews.fixture'

const NOW = Date.parse('2026-11-23T08:00:00Z')

afterEach(() => {
  document.body.replaceChildren()
})

/** A server of which each answer is told by the method and the rest of the path. */
function server(answers: (asked: string, body: unknown) => { status?: number; json: unknown }) {
  const asked: unknown[] = []
  const fetch = vi.fn<typeof window.fetch>((path, init) => {
    const call = `${init?.method ?? 'GET'} ${(path as string).replace('/api/v1/desk/calls', '')}`
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
    asked.push(body === undefined ? call : [call, body])
    const { status = 200, json } = answers(call, body)
    return Promise.resolve(new Response(JSON.stringify(json), { status }))
  })
  return { asked, desk: callDesk({ fetch }) }
}

describe('the list of calls', () => {
  async function draw(items = [row(), row({ callId: 'c2', answered: false, agentName: null, phoneMasked: null, failed: 2, reviewedAt: '2026-11-23T07:30:00Z' }), row({ callId: 'c3', state: 'talking', endedAt: null, answered: false, failed: 0, reviewedAt: '2026-11-23T07:30:00Z', orderNo: 'GD20261123-000001' })], supervisor = true) {
    const { asked, desk } = server(() => ({ json: { items, agents: [{ id: 'a-1', displayName: '坐席一号' }] } }))
    const page = mount(CallsPage, { props: { now: NOW, supervisor, desk }, attachTo: document.body })
    await flushPromises()
    return { page, asked }
  }

  it('says what became of each', async () => {
    const { page } = await draw()
    expect(page.findAll('.item').map((item) => item.findAll('.who, .facts span, .judged').map((part) => part.text()))).toEqual([
      ['138****5678', '坐席一号', '说了 03:05', '未质检'],
      ['没有号码', '没有人接', '说了 03:05', '没给出答复', '2 项不合格'],
      ['138****5678', '坐席一号', '通话中', 'GD20261123-000001', '合格'],
    ])
    await page.get('.link').trigger('click')
    expect(page.emitted('open')).toEqual([['c1']])
  })

  it('asks for some of them only', async () => {
    const { page, asked } = await draw()
    await page.findAll('.chip')[1]?.trigger('click')
    await page.findAll('.chip')[2]?.trigger('click')
    await page.get('select').setValue('a-1')
    await page.get('input[type="date"]').setValue('2026-11-23')
    expect(asked).toEqual(['GET ', 'GET ?unanswered=true', 'GET ?reviewed=false', 'GET ?reviewed=false&agent=a-1', 'GET ?reviewed=false&agent=a-1&day=2026-11-23'])
  })

  it('shows an agent no colleagues', async () => {
    const { page } = await draw([row()], false)
    expect(page.find('select').exists()).toBe(false)
    expect(page.text()).not.toContain('坐席一号')
  })

  it('goes on after two hundred, and says where there are none', async () => {
    const { page, asked } = await draw(Array.from({ length: 200 }, (_, i) => row({ callId: `c${i}` })))
    await page.findAll('.again').at(-1)?.trigger('click')
    await flushPromises()
    expect(asked.at(-1)).toBe('GET ?before=c199')
    expect(page.findAll('.item')).toHaveLength(400)
    const none = await draw([])
    expect(none.page.get('.none').text()).toBe('没有这样的通话。')
  })
})

describe('a call', () => {
  async function draw(sheet: Checklist, onSave: (body: unknown) => { status?: number; json: unknown } = () => ({ json: checklist({ version: 1, reviewer: '值班长', reviewedAt: '2026-11-23T08:00:00Z', points: [point('opening', '开头语', { mark: 'yes' })] }) })) {
    const { asked, desk } = server((call, body) => (call.startsWith('PUT') ? onSave(body) : { json: call.endsWith('/checklist') ? sheet : seen() }))
    const page = mount(CallPage, { props: { id: 'c1', now: NOW, desk }, attachTo: document.body })
    await flushPromises()
    return { page, asked }
  }

  it('shows who it was, what was said, and what became of the cards', async () => {
    const { page } = await draw(checklist())
    expect(page.get('.title').text()).toBe('138****5678')
    expect(page.get('.facts').text()).toContain('坐席一号')
    expect(page.findAll('.lines .text').map((line) => line.text())).toEqual(['来电人说：第 1 句', '坐席说：第 2 句'])
    expect(page.findAll('.became').map((one) => one.text())).toEqual(['改后采纳，改了 4 个字', '被新的建议换下', '标为不相关'])
    expect(page.get('.final').text()).toBe('实际说的：改过的话')
    await page.get('.order').trigger('click')
    expect(page.emitted('order')).toEqual([['GD20261123-000001']])
  })

  it('has what the transcript shows chosen already, and says that nobody has', async () => {
    const { page } = await draw(checklist())
    expect(page.findAll('.automatic').map((one) => one.get('.shows').text())).toEqual(['自动预判：是（已替您选上）', '自动预判：是（已替您选上）'])
    expect(page.findAll('input:checked').map((input) => input.attributes('id'))).toEqual(['mark-opening-yes', 'mark-basis-yes'])
    expect(page.findAll('.only')).toHaveLength(2)
    await page.get('.said').trigger('click')
    expect(page.get('.line.marked').text()).toContain('第 2 句')
    await page.get('#mark-opening-no').setValue(true)
    expect(page.findAll('.only')).toHaveLength(1)
  })

  it('is judged when every point is', async () => {
    const { page, asked } = await draw(checklist())
    await page.get('form').trigger('submit')
    expect(page.get('[role="alert"]').text()).toBe('还有 1 项没有选。')
    expect(document.activeElement?.id).toBe('mark-closing-yes')
    await page.get('#mark-closing-na').setValue(true)
    await page.get('.point .more').trigger('click')
    await flushPromises()
    expect(document.activeElement?.id).toBe('remark-opening')
    await page.get('#remark-opening').setValue('语速快 ')
    await page.get('textarea').setValue('不错')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(asked.at(-1)).toEqual([
      'PUT /c1/checklist',
      { version: 0, remark: '不错', points: [{ id: 'opening', mark: 'yes', remark: '语速快' }, { id: 'basis', mark: 'yes' }, { id: 'closing', mark: 'na' }] },
    ])
    expect(page.get('.by').text()).toContain('值班长')
    expect(page.get('[role="status"]').text()).toBe('已保存，坐席可以看到')
  })

  it('keeps what was chosen where somebody else was first', async () => {
    const { page } = await draw(checklist({ points: [point('opening', '开头语')] }), () => ({ status: 409, json: { detail: '这通电话刚被别人质检过' } }))
    await page.get('#mark-opening-no').setValue(true)
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('.trouble').text()).toContain('这通电话刚被别人质检过')
    expect(page.get<HTMLInputElement>('#mark-opening-no').element.checked).toBe(true)
  })

  it('is read by its agent', async () => {
    const { page } = await draw(checklist({ version: 2, mayReview: false, reviewer: '值班长', reviewedAt: '2026-11-23T07:30:00Z', remark: '总体可以', points: [point('opening', '开头语', { mark: 'no', remark: '没有报热线', automatic: { mark: 'yes', utterances: ['u2'], card: null } })] }))
    expect(page.find('input').exists()).toBe(false)
    expect(page.find('.submit').exists()).toBe(false)
    expect(page.get('.found').text()).toBe('否')
    expect(page.findAll('.said-so').map((one) => one.text())).toEqual(['没有报热线', '总的意见总体可以'])
  })

  it('that is none of his is told', async () => {
    const { desk } = server(() => ({ status: 404, json: { detail: '没有这通电话，或者不是您接的；请刷新列表' } }))
    const page = mount(CallPage, { props: { id: 'c1', now: NOW, desk } })
    await flushPromises()
    expect(page.get('[role="alert"]').text()).toContain('没有这通电话')
  })
})
