import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { computed, defineComponent, h, provide } from 'vue'
import { createMemoryHistory, useRoute, useRouter } from 'vue-router'
import { serverKey, studioServer } from '../../api/server'
import { studioRouter } from '../../routes'
import { useWorkspaceOf, workspaceKey } from '../../workspace'
import ProposalList from './ProposalList.vue'
import { openProposalsKey, useOpenProposals } from './useOpenProposals'

const HEAD = 'b'.repeat(40)
const draft = { id: 'd-1', title: '一线建议：补证·收费', openedBy: '李', openedAt: '2026-11-23T00:00:00Z', head: HEAD, state: 'editing', behind: false, editors: [], may: ['edit'] }
const edited = {
  id: '7',
  state: 'open',
  source: 'edit',
  matter: 'card-reissue',
  matterName: '补证',
  aspect: 'fee',
  aspectName: '收费标准',
  question: '补证要多少钱',
  answer: '补证收工本费。',
  published: '收工本费十元。',
  marks: [
    { fate: 'new', words: '补证' },
    { fate: 'kept', words: '收工本费' },
    { fate: 'gone', words: '十元' },
    { fate: 'kept', words: '。' },
  ],
  by: '坐席甲',
  at: '2026-11-23T00:00:00Z',
}
const unplaced = { id: '8', state: 'open', source: 'consult', question: '孩子的证谁来领', answer: '爸爸妈妈来领。', marks: [], by: '户籍科乙', at: '2026-11-22T00:00:00Z' }
const counts = { open: 2, drafted: 1, declined: 0 }

/** A server that answers by method and path; what it does not know is refused as if somebody were faster. */
async function draw(answers: Record<string, unknown> = {}, to = '/proposals') {
  const calls: { call: string; body: unknown }[] = []
  const known: Record<string, unknown> = {
    'GET /drafts': [],
    'GET /matters': { revision: HEAD, matters: [{ id: 'card-lost', shortName: '挂失' }] },
    'GET /file': { name: 'aspects.yaml', revision: HEAD, tree: { aspects: [{ id: 'fee', name: '收费标准' }] } },
    'GET /proposals': { counts, items: [edited, unplaced] },
    ...answers,
  }
  const fetch = vi.fn((path: RequestInfo | URL, init?: RequestInit) => {
    const call = `${init?.method ?? 'GET'} ${(path instanceof Request ? path.url : path.toString()).replace('/api/studio/v1', '').replace(/\?.*/, '')}`
    calls.push({ call, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined })
    const answer = known[call]
    return Promise.resolve(
      answer === undefined ? Response.json({ detail: '这条建议刚刚有人处理过了；请刷新列表' }, { status: 409 }) : answer === '' ? new Response(null, { status: 204 }) : Response.json(answer),
    )
  })
  const server = studioServer({ fetch, cookies: () => '' })
  const router = studioRouter(createMemoryHistory())
  await router.push(to)
  const told: { value: number } = { value: -1 }
  const studio = defineComponent(() => {
    const [route, goes] = [useRoute(), useRouter()]
    provide(
      workspaceKey,
      useWorkspaceOf({
        server,
        draft: computed(() => (typeof route.query.draft === 'string' && route.query.draft !== '' ? route.query.draft : undefined)),
        enter: (id) => goes.replace({ query: { draft: id ?? '' } }),
      }),
    )
    const open = useOpenProposals({ server })
    provide(openProposalsKey, open)
    return () => {
      told.value = open.count.value
      return h(ProposalList)
    }
  })
  const page = mount(studio, { attachTo: document.body, global: { plugins: [router], provide: { [serverKey as symbol]: server } } })
  await flushPromises()
  const press = async (words: string, nth = 0) => {
    await page.findAll('button').filter((button) => button.text() === words)[nth]?.trigger('click')
    await flushPromises()
  }
  const sent = (call: string) => calls.filter((one) => one.call === call).map(({ body }) => body)
  return { page, press, sent, router, told, known }
}

describe('what the front line proposes', () => {
  it('shows the words beside those that are published, what differs on its side, and who said them', async () => {
    const { page, told } = await draw()
    const card = page.get('.card')
    expect(card.text()).toContain('补证 · 收费标准')
    expect(card.text()).toContain('坐席甲')
    const [published, proposed] = card.findAll('.words')
    expect(published?.find('del').text()).toContain('十元')
    expect(published?.find('ins').exists()).toBe(false)
    expect(proposed?.find('ins').text()).toContain('补证')
    expect(proposed?.find('del').exists()).toBe(false)
    expect(told.value).toBe(2)
    page.unmount()
  })

  it('becomes a draft by one click, and leads to it', async () => {
    const { page, press, sent, router } = await draw({ 'POST /proposals/7/draft': draft })
    await press('打开成草稿')
    expect(sent('POST /proposals/7/draft')).toEqual([{}])
    await vi.waitFor(() => {
      expect(router.currentRoute.value.fullPath).toBe('/drafts/d-1?draft=d-1') // its screen is fetched first
    }, 20_000)
    page.unmount()
  }, 30_000)

  it('asks what it is about where nobody has said so', async () => {
    const { page, press, sent } = await draw({ 'POST /proposals/8/draft': draft })
    expect(page.findAll('.card')[1]?.text()).toContain('请先选好')
    await press('打开成草稿', 1)
    expect(sent('POST /proposals/8/draft')).toEqual([])
    const pickers = page.findAllComponents({ name: 'ElSelect' })
    pickers[0]?.vm.$emit('update:modelValue', 'card-lost')
    pickers[1]?.vm.$emit('update:modelValue', 'fee')
    await flushPromises()
    await press('打开成草稿', 1)
    expect(sent('POST /proposals/8/draft')).toEqual([{ matter: 'card-lost', aspect: 'fee' }])
    page.unmount()
  })

  it('is declined with a reason, and not without', async () => {
    const { page, press, sent, told, known } = await draw({ 'POST /proposals/7/decline': '' })
    await press('不采纳')
    expect(document.activeElement?.tagName).toBe('INPUT')
    await page.get('form').trigger('submit')
    expect(sent('POST /proposals/7/decline')).toEqual([])
    await page.get('form input').setValue(' 没有依据 ')
    known['GET /proposals'] = { counts: { ...counts, open: 1 }, items: [unplaced] }
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(sent('POST /proposals/7/decline')).toEqual([{ reason: '没有依据' }])
    expect(page.findAll('.card')).toHaveLength(1)
    expect(told.value).toBe(1)
    page.unmount()
  })

  it('says that somebody was faster, and shows how things are', async () => {
    const { page, press, sent } = await draw()
    await press('打开成草稿')
    expect(page.get('[role="alert"]').text()).toContain('刚刚有人处理过')
    expect(sent('GET /proposals')).toHaveLength(3) // the navigation's, the list's, and once more
    page.unmount()
  })

  it('tells what was decided, with the way to the draft while it is open', async () => {
    const decided = { state: 'drafted', decidedBy: '采编乙', decidedAt: '2026-11-23T01:00:00Z' }
    const items = [
      { ...edited, ...decided, draft: 'd-1' },
      { ...edited, ...decided, id: '9', draft: 'd-0' },
      { ...edited, ...decided, id: '10', state: 'declined', reason: '没有依据', published: undefined, marks: [] },
    ]
    const { page } = await draw({ 'GET /drafts': [draft], 'GET /proposals': { counts, items } }, '/proposals?state=drafted')
    expect(page.findAll('.card')[2]?.text()).toContain('还没有这一条模板')
    const [open, gone, declined] = page.findAll('.card')
    expect(open?.get('.notice a').attributes('href')).toContain('/drafts/d-1')
    expect(gone?.get('.notice').text()).toContain('已经发布或者作废')
    expect(declined?.get('.notice').text()).toContain('没有依据')
    expect(page.findAll('.card button')).toHaveLength(0)
    page.unmount()
  })
})
