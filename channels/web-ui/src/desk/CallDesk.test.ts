import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { call, card, draft, fakeLine, me, ready, utterance } from './calls/calls.fixture'
import { deskServer, handoff } from './desk.fixture'
import DeskView from './DeskView.vue'

const pages: VueWrapper[] = []
const copied: string[] = []
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T08:00:30Z') })
  window.localStorage.clear()
  copied.length = 0
  vi.spyOn(window.navigator.clipboard, 'writeText').mockImplementation((text) => Promise.resolve(void copied.push(text)))
})
afterEach(() => {
  for (const page of pages.splice(0)) page.unmount()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

async function draw(frame: object = ready([call({ suggestions: [card('s1'), card('s2', { kind: 'ask', matter: 'm', choices: [{ id: 'self', label: '本人去' }] })] })]), items = [handoff({ id: 'talk-0004', state: 'taken', mine: true })], whole?: object) {
  const server = deskServer(items)
  server.whole = whole
  server.hotline = true
  const line = fakeLine()
  vi.stubGlobal('fetch', server.fetch)
  vi.stubGlobal('WebSocket', function (address: string) {
    return line.connect(address)
  })
  const page = mount(DeskView, { attachTo: document.body })
  pages.push(page)
  await pass(0)
  line.now().open()
  line.say(frame)
  await pass(0)
  return { page, line, server }
}

async function press(key: string, at: Element = document.activeElement ?? document.body) {
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}

const titles = (page: VueWrapper) => page.findAll('.side .card .title').map((title) => title.text())

describe('a call', () => {
  it('opens by itself, with who called, what was said and what to say', async () => {
    const { page } = await draw()
    expect(page.get('.call .title').text()).toBe('138****5678')
    expect(page.get('.call .time').text()).toBe('说了 00:30')
    expect(page.findAll('.lines .text').map((line) => line.text())).toEqual(['来电人说：第 1 句', '坐席说：第 2 句'])
    expect(titles(page)).toEqual(['建议 s1', '建议 s2'])
  })

  it('comes up by itself when it comes, but not over what somebody is typing', async () => {
    const { page, line } = await draw(ready([]))
    await page.get('.open').trigger('click')
    await flushPromises()
    page.get<HTMLTextAreaElement>('.talk textarea').element.focus()
    line.say({ type: 'call', ...call() })
    await flushPromises()
    expect(page.find('.call').exists()).toBe(false)
    expect(page.findAll('.calls .item.mine')).toHaveLength(1)
    ;(document.activeElement as HTMLElement).blur()
    line.say({ type: 'call', ...call({ callId: 'c3', phoneMasked: '137****0003' }) })
    await flushPromises()
    expect(page.get('.call .title').text()).toBe('137****0003')
    expect(document.activeElement).toBe(page.get('.call .title').element)
  })

  it('is heard on, replacing in place what was not final', async () => {
    const { page, line } = await draw()
    line.say({ type: 'transcript', callId: 'c1', ...utterance(3, { text: '我身份', final: false }) })
    await flushPromises()
    expect(page.get('.line.partial').text()).toContain('我身份')
    line.say({ type: 'transcript', callId: 'c1', ...utterance(3, { text: '我身份证丢了' }) })
    line.say({ type: 'asr.status', callId: 'c1', status: 'lost', faults: 2 })
    await flushPromises()
    expect(page.find('.line.partial').exists()).toBe(false)
    expect(page.findAll('.lines > li')).toHaveLength(3)
    expect(page.get('.hearing').text()).toBe('识别中断2 条有误')
  })

  it('never has more than two hundred lines on the screen', async () => {
    const { page, line } = await draw(ready([call({ utterances: Array.from({ length: 5000 }, (_, i) => utterance(i)) })]))
    expect(page.findAll('.lines > li')).toHaveLength(200)
    expect(page.get('.older').text()).toBe('更早的 4800 句')
    await page.get('.older').trigger('click')
    await flushPromises()
    expect(page.findAll('.lines > li')).toHaveLength(200)
    expect(page.get('.lines > li').text()).toContain('第 4620 句')
    line.say({ type: 'transcript', callId: 'c1', ...utterance(5000) })
    await flushPromises()
    await page.get('.latest').trigger('click')
    await flushPromises()
    expect(page.findAll('.lines > li').at(-1)?.text()).toContain('第 5000 句')
  })

  it('that nobody has is taken', async () => {
    const { page, line } = await draw(ready([call({ callId: 'c2', agent: undefined, state: 'ringing' })]))
    expect(page.find('.call').exists()).toBe(false)
    await page.get('.calls .take').trigger('click')
    expect(line.told()).toEqual([{ type: 'take', callId: 'c2' }])
    line.say({ type: 'call', ...call({ callId: 'c2', agent: me }) })
    await flushPromises()
    expect(page.findAll('.calls .item.mine')).toHaveLength(1)
    expect(page.get('.call .state').text()).toBe('通话中')
  })

  it('is shown to be old while the line is broken, and all there afterwards', async () => {
    const { page, line } = await draw()
    line.now().drop()
    await flushPromises()
    expect(page.get('.desk > .line').text()).toContain('正在重连')
    await pass(1000)
    line.now().open()
    line.say(ready([call({ suggestions: [card('s7')] })]))
    await flushPromises()
    expect(page.find('.desk > .line').exists()).toBe(false)
    expect(titles(page)).toEqual(['建议 s7'])
  })
})

describe('cards', () => {
  it('are chosen, adopted, changed, copied and refused by keys', async () => {
    const { page, line } = await draw(ready([call({ suggestions: [card('s1'), card('s2'), card('s3')] })]))
    await press('Enter')
    expect(line.told()).toEqual([])
    await press('1')
    expect(document.activeElement?.id).toBe('card-c1/s1')
    await press('c')
    expect(copied).toEqual(['可以这样说 s1'])
    await press('Enter')
    expect(titles(page)).toEqual(['建议 s2', '建议 s3'])
    expect(page.get('.said').text()).toContain('可以这样说 s1')
    await press('2')
    await press('e')
    const box = page.get('.editing textarea')
    expect(document.activeElement).toBe(box.element)
    await press('1') // typed, not meant
    await box.setValue('换个说法')
    await box.trigger('keydown', { key: 'Enter', ctrlKey: true })
    await press('3', document.body)
    await press('Escape')
    expect(titles(page)).toEqual([])
    expect(line.told().map((words) => words.type === 'suggestion.feedback' && [words.id, words.action, words.finalText])).toEqual([
      ['s1', 'copied', undefined],
      ['s1', 'adopted', undefined],
      ['s2', 'edited', '换个说法'],
      ['s3', 'rejected', undefined],
    ])
  })

  it('do nothing by keys where keys are turned off', async () => {
    const { page, line } = await draw()
    window.HTMLDialogElement.prototype.showModal = vi.fn()
    await press('?')
    await page.get('.keys input').setValue(false)
    await press('1', document.body)
    await press('Enter', document.body)
    expect(line.told()).toEqual([])
    expect(window.localStorage.getItem('banshi.desk.keys')).toBe('off')
  })

  it('show which words they come from', async () => {
    const { page } = await draw()
    await page.get('.card').trigger('mouseenter')
    expect(page.findAll('.line.marked').map((line) => line.text())).toEqual(['来电人00:01建议的依据，来电人说：第 1 句'])
    await page.get('.card').trigger('mouseleave')
    expect(page.find('.line.marked').exists()).toBe(false)
  })

  it('are told politely, and a choice is one press', async () => {
    const { page, line } = await draw()
    line.say({ type: 'suggestion', ...card('s3', { kind: 'phrase' }) })
    await flushPromises()
    expect(page.get('.desk > [role="status"]').text()).toBe('新建议，话术：建议 s3')
    await page.get('.choice').trigger('click')
    expect(line.told()).toEqual([{ type: 'option', callId: 'c1', matter: 'm', choice: 'self' }])
    expect(titles(page)).toEqual(['建议 s1', '建议 s3'])
  })

  it('keep what is being changed when they are withdrawn', async () => {
    const { page, line } = await draw()
    await press('1')
    await press('e')
    await page.get('.editing textarea').setValue('写了一半')
    line.say({ type: 'withdrawn', callId: 'c1', ids: ['s1'], why: 'superseded' })
    await flushPromises()
    expect((page.get('.editing textarea').element as HTMLTextAreaElement).value).toBe('写了一半')
    expect(page.get('.gone-words').text()).toContain('已经更新')
    await page.get('.editing .act.main').trigger('click')
    expect(line.told()).toMatchObject([{ action: 'edited', finalText: '写了一半' }])
  })

  it('of risk stand above all, also beside a hand-off', async () => {
    const { page, line } = await draw()
    line.say({ type: 'suggestion', ...card('s9', { kind: 'risk', title: '可能是诈骗' }) })
    await flushPromises()
    expect(page.get('.risk').text()).toContain('要留意：可能是诈骗')
    expect(titles(page)).not.toContain('可能是诈骗')
    await page.get('.open').trigger('click')
    await flushPromises()
    expect(page.find('.talk').exists()).toBe(true)
    await page.get('.risk .where').trigger('click')
    await flushPromises()
    expect(page.find('.call').exists()).toBe(true)
    await press('3', document.body)
    await press('Enter')
    expect(line.told()).toMatchObject([{ id: 's9', action: 'adopted' }])
    expect(page.find('.risk').exists()).toBe(false)
  })
})

describe('the search', () => {
  it('is one key away, and its cards have the keys then', async () => {
    const { page, line } = await draw()
    await press('/')
    expect(document.activeElement?.id).toBe('matter-search')
    await page.get('#matter-search').setValue('户口本')
    await page.get('.search').trigger('submit')
    expect(line.told()).toEqual([{ type: 'ask', ask: 1, text: '户口本', callId: 'c1' }])
    line.say({ type: 'found', ask: 1, suggestions: [card('f1', { callId: undefined })] })
    await flushPromises()
    expect(document.activeElement?.id).toBe('card-/f1')
    await press('Enter')
    expect(line.told()).toHaveLength(1) // it is none of the call's, so nobody counts it
    expect(page.get('.said').text()).toContain('可以这样说 f1')
  })

  it('answers whoever is written to, too', async () => {
    const server = await draw(ready([]))
    const { page, line } = server
    server.server.said = [{ seq: 1, from: 'citizen', text: '补户口本要带什么', at: '2026-11-23T08:00:00Z' }]
    await page.get('.open').trigger('click')
    await flushPromises()
    expect(line.told()).toEqual([{ type: 'ask', ask: 1, text: '补户口本要带什么' }])
    line.say({ type: 'found', ask: 1, suggestions: [card('f1', { callId: undefined })] })
    await flushPromises()
    await page.get('.found .act.main').trigger('click')
    await flushPromises()
    expect((page.get('.talk textarea').element as HTMLTextAreaElement).value).toBe('可以这样说 f1')
  })
})

describe('the end of a call', () => {
  it('brings the work order up, which is changed, confirmed and done', async () => {
    const { page, line } = await draw()
    line.say({ type: 'summary', callId: 'c1', draft, evidence: { title: ['u1'], 'content.1': ['u2'] } })
    line.say({ type: 'call', ...call({ state: 'wrapup', endedAt: '2026-11-23T08:00:29Z' }) })
    await flushPromises()
    expect(page.get('[role="tab"][aria-selected="true"]').text()).toBe('工单')
    expect((page.get('#draft-matter').element as HTMLSelectElement).value).toBe('idcard-replace')
    await page.get('.quote').trigger('click')
    await flushPromises()
    expect(page.get('.line.marked').text()).toContain('第 1 句')

    await page.get('#draft-title').setValue('')
    await page.get('#draft').trigger('submit')
    expect(page.get('.end [role="alert"]').text()).toBe('请写标题')
    await page.get('#draft-title').setValue('身份证丢了怎么补')
    line.say({ type: 'summary', callId: 'c1', draft: { ...draft, title: '又一个标题', address: '某路' }, evidence: {} })
    await flushPromises()
    expect((page.get('#draft-title').element as HTMLInputElement).value).toBe('身份证丢了怎么补')
    expect((page.get('#draft-address').element as HTMLInputElement).value).toBe('某路')
    await page.get('#draft-type').setValue('help')
    await page.get('#draft').trigger('submit')
    expect(line.told()).toMatchObject([{ type: 'summary.confirm', callId: 'c1', draft: { type: 'help', title: '身份证丢了怎么补', content: '身份证丢了\n问怎么补', matter: 'idcard-replace' } }])
    line.say({ type: 'confirmed', callId: 'c1', order: 'W-7' })
    await flushPromises()
    expect(page.get('.made').text()).toBe('工单已生成：W-7')
    await page.get('.finish').trigger('click')
    expect(line.told().at(-1)).toEqual({ type: 'wrapup.done', callId: 'c1' })
    line.say({ type: 'call', ...call({ state: 'closed' }) })
    await flushPromises()
    expect(page.find('.call').exists()).toBe(false)
  })

  it('asks once where no work order was made of it', async () => {
    const { page, line } = await draw(ready([call({ state: 'wrapup' })]))
    line.say({ type: 'summary', callId: 'c1', draft, evidence: {} })
    await flushPromises()
    await page.get('.finish').trigger('click')
    expect(line.told()).toEqual([])
    await flushPromises()
    expect(document.activeElement?.textContent).toBe('完成整理')
    ;(document.activeElement as HTMLElement).click()
    expect(line.told()).toEqual([{ type: 'wrapup.done', callId: 'c1' }])
  })

  it('makes no work order of danger', async () => {
    const { page, line } = await draw(ready([call({ state: 'wrapup' })]))
    line.say({ type: 'summary', callId: 'c1', draft: { ...draft, acceptable: false }, evidence: {} })
    await flushPromises()
    expect(page.get('.danger').text()).toContain('110、119、120')
    expect(page.find('#draft').exists()).toBe(false)
    expect(page.find('.end [type="submit"]').exists()).toBe(false)
    await page.get('.finish').trigger('click')
    expect(line.told()).toEqual([{ type: 'wrapup.done', callId: 'c1' }])
  })
})

describe('the materials', () => {
  it('are read out one by one, and pushed as a link', async () => {
    const materials = [{ id: 'm1', name: '居住证', required: true, reason: '外地户口' }, { id: 'm2', name: '户口簿', required: false }]
    const { page, server } = await draw(ready([call({ suggestions: [card('s1', { matter: 'idcard', materials })] })]))
    server.notice = notice
    await press('m')
    expect(page.findAll('.reader .name').map((name) => name.text())).toEqual(['居住证', '户口簿'])
    await page.get('.reader input').setValue(true)
    expect(page.get('.progress').text()).toBe('念了 1 样，一共 2 样')
    await page.get('.push .submit').trigger('click')
    await flushPromises()
    expect(server.calls).toContain('POST /api/v1/desk/calls/c1/notice')
    expect(page.get('.notice .link').text()).toBe(notice.link)
    await page.get('.notice .act').trigger('click')
    await flushPromises()
    expect(copied).toEqual([notice.text])
  })
})

const notice = { matter: 'idcard', title: '补领身份证', link: 'https://ask.example.gov.cn/n/x', text: '12345热线：https://ask.example.gov.cn/n/x', sms: 'none' }

describe('a one-time notice', () => {
  const answer = () => ready([call({ suggestions: [card('s1', { matter: 'idcard' }), card('s2')] })])
  const bodies = (server: Awaited<ReturnType<typeof draw>>['server']) =>
    server.fetch.mock.calls.filter(([path]) => typeof path === 'string' && path.endsWith('/notice')).map(([, init]) => JSON.parse(init?.body as string) as unknown)

  it('is pushed by key, for the card that is chosen, then sent, and its state is told', async () => {
    const { page, server, line } = await draw(answer())
    server.notice = notice
    await press('p')
    expect(bodies(server)).toEqual([])
    await press('1')
    await press('p')
    expect(bodies(server)).toEqual([{ card: 's1', by: 'link' }])
    expect(page.get('.told').text()).toBe('一次性告知做好了：补领身份证')
    server.notice = { ...notice, sms: 'waiting' }
    await page.get('.notice .main').trigger('click')
    await flushPromises()
    expect(bodies(server).at(-1)).toEqual({ matter: 'idcard', by: 'sms' })
    expect(page.findAll('.notice')).toHaveLength(1)
    expect(page.get('.notice .state').text()).toBe('短信提交中')
    line.say({ type: 'notice', callId: 'c1', matter: 'idcard', sms: 'failed' })
    await flushPromises()
    expect(page.get('.notice .state').text()).toBe('短信未送达')
    expect(page.get('.told').text()).toBe('短信没有送达：补领身份证')
    expect(page.get('.notice .main').text()).toBe('再发一次短信')
  })

  it('is there for answers about a matter only', async () => {
    const { page, server } = await draw(answer())
    const labels = page.findAll('.side .card').map((one) => one.findAll('.act').some((act) => act.text().startsWith('推送')))
    expect(labels).toEqual([true, false])
    await press('2')
    await press('p')
    expect(bodies(server)).toEqual([])
  })

  it('can be pushed of what was adopted, and says why it was not', async () => {
    const { page, server } = await draw(answer())
    await press('1')
    await press('Enter')
    server.refuse = 422
    server.refusing = /notice/
    server.problem = { detail: '这件事还没有可以发给来电人的内容，请口头告知' }
    await page.get('.said .push').trigger('click')
    await flushPromises()
    expect(page.get('.told').text()).toBe('这件事还没有可以发给来电人的内容，请口头告知')
    expect(page.find('.notice').exists()).toBe(false)
  })

  it('is not made while one is being made', async () => {
    const { page, server } = await draw(answer())
    server.notice = notice
    const push = page.findAll('.side .card .act').find((act) => act.text().startsWith('推送'))
    void push?.trigger('click')
    void push?.trigger('click')
    await flushPromises()
    expect(bodies(server)).toHaveLength(1)
  })

  it('is shown again when the call is', async () => {
    const whole = { call: { callId: 'c1' }, utterances: [], cards: [], notices: [{ ...notice, matter: 'old', title: '旧的' }, { ...notice, sms: 'submitted' }] }
    const { page } = await draw(answer(), [], whole)
    await flushPromises()
    expect(page.findAll('.notice .title').map((title) => title.text())).toEqual(['补领身份证', '旧的'])
    expect(page.get('.notice .state').text()).toBe('短信已提交')
  })
})

describe('the shift', () => {
  it('has a board for who leads it', async () => {
    const places = (page: VueWrapper) => page.findAll('.place').map((place) => place.text())
    const agent = await draw()
    expect(places(agent.page)).toEqual(['接待', '工单', '通话记录'])
    const { page } = await draw({ ...ready(), supervisor: true })
    expect(places(page)).toEqual(['接待', '工单', '通话记录', '看板'])
    expect(page.findAll('.place').at(-1)?.attributes('href')).toBe('/desk/board')
  })
})
