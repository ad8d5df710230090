import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { computed, defineComponent, h, provide } from 'vue'
import { createMemoryHistory, useRoute, useRouter } from 'vue-router'
import { serverKey, studioServer } from '../../api/server'
import { studioRouter } from '../../routes'
import { useWorkspaceOf, workspaceKey } from '../../workspace'
import MissPage from './MissPage.vue'

const ID = 'a'.repeat(32)
const HEAD = 'b'.repeat(40)
const draft = { id: 'd-1', title: '补问法', openedBy: '李', openedAt: '2026-11-23T00:00:00Z', head: HEAD, state: 'editing', behind: false, editors: [], may: ['edit'] }
const miss = {
  id: ID,
  title: '旧证要带吗',
  state: 'open',
  early: true,
  back: false,
  turns: 9,
  conversations: 8,
  wordings: [
    { text: '旧证要带吗', conversations: 5, turns: 6 },
    { text: '我叫某人，旧证要带吗', conversations: 2, turns: 2 },
    { text: '老的那张要不要', conversations: 1, turns: 1 },
  ],
  kinds: { 'asked-back': 9 },
  channels: { web: 9 },
  days: [],
  foundAt: '2026-11-22T00:00:00Z',
  lastAt: '2026-11-23T00:00:00Z',
  lastDay: { seen: 8, expected: 0.5, growth: 16, p: 0.0001 },
}
const nearest = [{ matter: 'idcard-renew', matterName: '换身份证', aspect: 'materials', probability: 0.43, why: ['把握 43%，要 80% 才直接答'] }]

const calls = [
  {
    kind: 'card-edited',
    at: '2026-11-23T00:00:00Z',
    said: ['旧证要带吗'],
    card: {
      feedback: '7',
      matter: 'idcard-renew',
      aspect: 'fee',
      title: '换证',
      spoken: '收工本费。',
      used: '收十块钱。',
      edits: 4,
      marks: [
        { fate: 'kept', words: '收' },
        { fate: 'gone', words: '工本费' },
        { fate: 'new', words: '十块钱' },
      ],
    },
  },
  { kind: 'card-rejected', at: '2026-11-22T00:00:00Z', said: ['旧证要带吗'], card: { feedback: '8', title: '换证', spoken: '不用带。', reason: '问的是学校的卡', edits: 0, marks: [] } },
  { kind: 'no-answer', at: '2026-11-21T00:00:00Z', said: ['没人说得清旧证要不要带'] },
]

/** A server that answers by method and path without its query. */
async function draw(answers: Record<string, unknown> = {}) {
  const calls: { call: string; body: unknown }[] = []
  const known: Record<string, unknown> = {
    'GET /drafts': [],
    'GET /matters': { revision: HEAD, matters: [] },
    'GET /file': { name: 'questions/idcard-renew.tsv', revision: HEAD, tree: { rows: [{ aspect: 'materials', style: 'plain', text: '旧证要带吗' }] } },
    'GET /releases': [],
    [`GET /misses/${ID}`]: { miss, nearest, calls: [] },
    'POST /drafts': draft,
    'PUT /drafts/d-1/files': { revision: HEAD, complaints: [] },
    [`PUT /misses/${ID}/state`]: '',
    ...answers,
  }
  const fetch = vi.fn((path: RequestInfo | URL, init?: RequestInit) => {
    const call = `${init?.method ?? 'GET'} ${(path instanceof Request ? path.url : path.toString()).replace('/api/studio/v1', '').replace(/\?.*/, '')}`
    calls.push({ call, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined })
    const answer = known[call]
    return Promise.resolve(answer === undefined ? new Response('{}', { status: 404 }) : answer === '' ? new Response(null, { status: 204 }) : Response.json(answer))
  })
  const server = studioServer({ fetch, cookies: () => '' })
  const router = studioRouter(createMemoryHistory())
  await router.push(`/misses/${ID}`)
  const studio = defineComponent(() => {
    const [route, to] = [useRoute(), useRouter()]
    provide(
      workspaceKey,
      useWorkspaceOf({
        server,
        draft: computed(() => (typeof route.query.draft === 'string' && route.query.draft !== '' ? route.query.draft : undefined)),
        enter: (id) => to.replace({ query: { draft: id ?? '' } }),
      }),
    )
    return () => h(MissPage, { id: ID })
  })
  const page = mount(studio, { global: { plugins: [router], provide: { [serverKey as symbol]: server } } })
  await flushPromises()
  const press = async (words: string) => {
    await page.findAll('button').find((button) => button.text() === words)?.trigger('click')
    await flushPromises()
  }
  const sent = (call: string) => calls.filter((one) => one.call === call).map(({ body }) => body)
  return { page, press, sent, router, known }
}

describe('a cluster of misses', () => {
  it('tells what was said, what was near, why that lost, and that it is an early sign', async () => {
    const { page } = await draw()
    expect(page.get('h1').text()).toContain('苗头')
    expect(page.get('.nearest').text()).toContain('把握 43%，要 80% 才直接答')
    expect(page.get('.sayings').text()).toContain('老的那张要不要')
  })

  it('by one click has its sayings in a new draft: those that are new, and that nothing was taken out of', async () => {
    const { page, press, sent, router } = await draw()
    await press('加为问法')
    expect(sent('POST /drafts')).toEqual([{ title: '补问法：旧证要带吗' }])
    expect(sent('PUT /drafts/d-1/files')).toMatchObject([{ base: HEAD, edits: [{ file: 'questions/idcard-renew.tsv', tree: { rows: [{ text: '旧证要带吗' }, { text: '老的那张要不要', aspect: 'materials', style: 'colloquial' }] } }] }])
    expect(page.get('.outcome').text()).toContain('加好了 1 句')
    expect(router.currentRoute.value.query.draft).toBe('d-1')
  })

  it('by one click opens the matter in a draft', async () => {
    const { press, sent, router } = await draw()
    await press('起草')
    expect(sent('POST /drafts')).toEqual([{ title: '补内容：旧证要带吗' }])
    await vi.waitFor(() => {
      expect(router.currentRoute.value.fullPath).toBe('/matters/idcard-renew?draft=d-1') // its screen is fetched first
    }, 20_000)
  }, 30_000)

  it('by one click is none of ours, with a word on whose it is', async () => {
    const { page, press, sent } = await draw()
    await page.get('#remark').setValue('归人社局')
    await press('不归我们管')
    expect(sent(`PUT /misses/${ID}/state`)).toEqual([{ state: 'not-ours', remark: '归人社局' }])
    expect(page.get('.outcome').text()).toContain('记下了')
  })

  it('shows of calls what the caller said, what the agent said instead and why a card was refused', async () => {
    const { page } = await draw({ [`GET /misses/${ID}`]: { miss, nearest, calls } })
    const [edited, rejected, unanswered] = page.findAll('.calls > li')
    expect(edited?.text()).toContain('坐席改写')
    expect(edited?.find('ins').text()).toContain('十块钱')
    expect(edited?.text()).toContain('改了 4 个字')
    expect(rejected?.text()).toContain('问的是学校的卡')
    expect(rejected?.find('button').exists()).toBe(false)
    expect(unanswered?.text()).toContain('通话没有结果')
    expect(unanswered?.text()).toContain('没人说得清')
  })

  it('by one click proposes what the agent said, and then leads to the proposals', async () => {
    const { page, press, sent, known } = await draw({ [`GET /misses/${ID}`]: { miss, nearest, calls }, [`POST /misses/${ID}/edits/7/proposal`]: { id: '3' } })
    known[`GET /misses/${ID}`] = { miss, nearest, calls: [{ ...calls[0], card: { ...calls[0]?.card, proposal: '3' } }] }
    await press('转成口径建议')
    expect(sent(`POST /misses/${ID}/edits/7/proposal`)).toHaveLength(1)
    expect(page.get('.calls a').attributes('href')).toContain('/proposals')
    expect(page.find('.propose').exists()).toBe(false)
  })

  it('says what came to nothing', async () => {
    const { page, press } = await draw({ [`PUT /misses/${ID}/state`]: undefined })
    await press('以后再说')
    expect(page.get('[role="alert"]').text()).toContain('没有找到')
  })
})
