import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { call, card, fakeLine, me, ready, utterance } from '../calls/calls.fixture'
import { deskServer, handoff } from '../desk.fixture'
import DeskView from '../DeskView.vue'
import { consult, expert, message } from './consults.fixture'

const pages: VueWrapper[] = []
const copied: string[] = []
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T08:00:30Z') })
  window.localStorage.clear()
  window.history.replaceState(null, '', '/desk')
  copied.length = 0
  vi.spyOn(window.navigator.clipboard, 'writeText').mockImplementation((text) => Promise.resolve(void copied.push(text)))
})
afterEach(() => {
  for (const page of pages.splice(0)) page.unmount()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

async function draw(frame: object, { roles = ['agent'] }: { roles?: readonly string[] } = {}) {
  const server = deskServer([handoff({ id: 'talk-0004', state: 'taken', mine: true })])
  server.hotline = true
  server.roles = roles
  if (!roles.includes('agent')) {
    server.refuse = 403
    server.refusing = /^GET $/
  }
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
  await vi.dynamicImportSettled()
  await flushPromises()
  const say = async (said: object) => {
    line.say(said)
    await flushPromises()
  }
  return { page, line, server, say }
}

async function press(key: string, at: Element = document.activeElement ?? document.body) {
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}

const talking = () =>
  ready([
    call({
      utterances: [utterance(1, { text: '身份证丢了' }), utterance(2, { text: '外省户口能补吗' }), utterance(3, { speaker: 'agent' })],
      suggestions: [card('s2', { matter: 'older', title: '居住证' }), card('s10', { matter: 'idcard-replace', aspect: 'how', title: '居民身份证补领' })],
    }),
  ])
const told = (about: object) => ({ type: 'consult', ...consult(about) })
const answered = { version: 4, state: 'answered', takenBy: expert, messages: [message(1, expert.id, '可以，带居住证来。')] }

describe('一键呼叫', () => {
  it('asks by key about the newest card in the words of the caller, and says who is there', async () => {
    const { page, line, say } = await draw(talking())
    await press('q')
    expect(page.get<HTMLSelectElement>('#consult-matter').element.value).toBe('idcard-replace')
    expect(page.get<HTMLTextAreaElement>('#consult-question').element.value).toBe('外省户口能补吗')
    expect(document.activeElement?.id).toBe('consult-question')
    expect(line.told()).toEqual([{ type: 'consult.whom', matter: 'idcard-replace' }])
    await say({ type: 'consult.whom', matter: 'idcard-replace', department: '公安派出所户籍窗口', experts: [], phone: { number: '12345', label: '政务服务热线' } })
    expect(page.get('.asking .to').text()).toContain('公安派出所户籍窗口')
    expect(page.get('.asking .there').text()).toContain('现在没有业务专员在线')
    expect(page.get('.asking .there a').attributes('href')).toBe('tel:12345')

    await page.get('.asking').trigger('submit')
    const asked = line.told().at(-1)
    expect(asked).toMatchObject({ type: 'consult.ask', callId: 'c1', matter: 'idcard-replace', aspect: 'how', text: '外省户口能补吗' })
    expect(page.find('.asking').exists()).toBe(true) // until the server has it
    await say(told({ id: asked !== undefined && 'id' in asked ? asked.id : '' }))
    expect(page.find('.asking').exists()).toBe(false)
    expect(page.get('.consult').text()).toContain('现在没有业务专员在线')
    await page.get('.consult .actions .act').trigger('click')
    expect(line.told().at(-1)).toMatchObject({ type: 'consult.withdraw' })
  })

  it('is given up with Escape, and not begun while somebody types', async () => {
    const { page } = await draw(talking())
    await press('q')
    await press('Escape', page.get('#consult-question').element)
    expect(page.find('.asking').exists()).toBe(false)
    expect(document.activeElement?.textContent).toContain('一键呼叫')
    page.get<HTMLInputElement>('input[type="search"], .search input').element.focus()
    await press('q')
    expect(page.find('.asking').exists()).toBe(false)
  })

  it('brings an answer that is adopted, edited, copied, proposed and closed', async () => {
    const { page, line, say } = await draw({ ...talking(), consults: [consult({ state: 'taken', takenBy: expert })] })
    expect(page.get('.consult').text()).toContain('专员一号在答')
    await say(told(answered))
    expect(page.get('.desk > [role="status"]').text()).toBe('专员一号：可以，带居住证来。')
    const act = async (name: string) => {
      await page.findAll('.consult .act').find((button) => button.text() === name)?.trigger('click')
      await flushPromises()
    }
    await act('采纳')
    expect(page.get('.said .text').text()).toBe('可以，带居住证来。')
    await act('复制')
    expect(copied).toEqual(['可以，带居住证来。'])
    await act('编辑后采纳')
    await page.get('.consult textarea').setValue('可以，请带居住证。')
    await press('Escape', page.get('.consult textarea').element)
    await act('编辑后采纳')
    await page.get('.consult textarea').setValue('可以，请带居住证。')
    await act('照这样采纳')
    expect(page.findAll('.said .text').map((line) => line.text())).toEqual(['可以，请带居住证。', '可以，带居住证来。'])
    await act('提议成口径')
    expect(line.told().at(-1)).toEqual({ type: 'consult.propose', id: 'k1', text: '可以，带居住证来。' })
    await say(told({ ...answered, version: 5, proposal: 7 }))
    expect(page.get('.consult').text()).toContain('已提议，编号 7')
    await act('收起')
    expect(line.told().at(-1)).toEqual({ type: 'consult.done', id: 'k1' })
    await say(told({ ...answered, version: 6, proposal: 7, seen: true }))
    expect(page.find('.consult').exists()).toBe(false)
  })

  it('puts an answer where one writes to a citizen', async () => {
    const { page } = await draw({ ...ready([]), consults: [consult({ ...answered, callId: undefined, handoff: 'talk-0004' })] })
    await page.findAll('.consult .act').find((button) => button.text() === '放进回复框')?.trigger('click')
    await flushPromises()
    expect(page.get<HTMLTextAreaElement>('.talk textarea').element.value).toBe('可以，带居住证来。')
  })

  it('about a hand-off asks what the citizen wrote', async () => {
    const { page, line } = await draw(ready([]))
    await page.get('.open').trigger('click')
    await flushPromises()
    await press('q', document.body)
    expect(page.get<HTMLTextAreaElement>('#consult-question').element.value).toBe('户口本丢了怎么补')
    await page.get('.asking').trigger('submit')
    expect(line.told().at(-1)).toMatchObject({ type: 'consult.ask', handoff: 'talk-0004', text: '户口本丢了怎么补' })
  })
})

describe('an expert', () => {
  const asExpert = (consults: readonly object[]) => ({ ...ready([]), agent: { ...me, ...expert }, consults, departments: ['公安派出所户籍窗口'] })

  it('who takes no calls has a page of his own, and answers there', async () => {
    const { page, line, say, server } = await draw(asExpert([consult()]), { roles: ['expert'] })
    expect(page.findAll('.place').map((place) => place.text())).toEqual(['业务咨询1'])
    expect(page.find('.queue').exists()).toBe(false)
    await page.get('.experts .item').trigger('click')
    await flushPromises()
    expect(page.get('.pane .question').text()).toBe('外省户口能不能在这里补？')
    expect(page.get('.pane .words').text()).toContain('户口在外省')
    expect(page.get('.pane .published').text()).toBe('带户口簿到派出所补领。')
    expect(page.find('#consult-answer').exists()).toBe(false)
    await page.get('.pane .head .submit').trigger('click')
    expect(line.told()).toEqual([{ type: 'consult.take', id: 'k1' }])
    const other = { id: 'e-2', displayName: '专员二号' }
    await say(told({ version: 2, state: 'taken', takenBy: expert, experts: [other] }))

    await page.get('#consult-answer').setValue('有居住证吗？')
    await page.get('.foot .plain').trigger('click')
    expect(page.get<HTMLTextAreaElement>('#consult-answer').element.value).toBe('有居住证吗？') // until the server has it
    await say({ type: 'refused', of: 'consult.say', detail: '没有办成，请再试一次' })
    await page.get('.foot .plain').trigger('click')
    expect(line.told().slice(1)).toEqual([{ type: 'consult.say', id: 'k1', text: '有居住证吗？' }, { type: 'consult.say', id: 'k1', text: '有居住证吗？' }])
    await say(told({ version: 3, state: 'taken', takenBy: expert, experts: [other], messages: [message(1, expert.id, '有居住证吗？')] }))
    expect(page.get<HTMLTextAreaElement>('#consult-answer').element.value).toBe('')
    expect(page.get('.pane .log').text()).toContain('我说：有居住证吗？')

    await page.get('#consult-pass').setValue('e-2')
    await page.findAll('.pass .plain').find((button) => button.text() === '转交')?.trigger('click')
    expect(line.told().at(-1)).toEqual({ type: 'consult.pass', id: 'k1', to: 'e-2' })
    await page.get('#consult-answer').setValue('可以补。')
    await page.get('.foot').trigger('submit')
    expect(line.told().at(-1)).toEqual({ type: 'consult.done', id: 'k1', text: '可以补。' })
    await say(told(answered))
    expect(page.find('.pane').exists()).toBe(false)
    expect(page.get('.experts').text()).toContain('现在没有人问')
    expect(server.calls.filter((path) => path === 'GET ')).toHaveLength(1) // the queue is not his to look at
  })

  it('is told who asks, in the title too if that is wanted', async () => {
    const { page, say } = await draw(asExpert([]), { roles: ['expert'] })
    await page.get('button.tool[aria-pressed]').trigger('click')
    await say(told({}))
    expect(page.get('.desk > [role="status"]').text()).toBe('有人问：外省户口能不能在这里补？')
    expect(document.title).toBe('(1) 坐席接待')
  })

  it('who is an agent, too, goes from one to the other', async () => {
    const { page } = await draw({ ...talking(), consults: [consult({ askedBy: { id: 'a-9', displayName: '坐席九号' } })], departments: ['公安派出所户籍窗口'] })
    expect(page.findAll('.place').map((place) => place.text())).toEqual(['业务咨询1', '接待', '工单', '通话记录'])
    expect(page.find('.call').exists()).toBe(true)
    await page.get('.place').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    expect(window.location.pathname).toBe('/desk/consults')
    expect(page.findAll('.experts .item')).toHaveLength(1)
    expect(page.get('.on-call').text()).toContain('还没处理完')
  })

  it('is not shown to others who open his address', async () => {
    window.history.replaceState(null, '', '/desk/consults')
    const { page } = await draw(talking())
    expect(page.find('.experts').exists()).toBe(false)
    expect(page.find('.call').exists()).toBe(true)
  })
})
