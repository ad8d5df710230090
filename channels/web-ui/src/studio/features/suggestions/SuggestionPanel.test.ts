import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, provide, shallowRef } from 'vue'
import { serverKey, studioServer, type SuggestedPhrasing, type SuggestedTemplate, type Wished } from '../../api/server'
import { useWorkspaceOf, workspaceKey } from '../../workspace'
import SuggestionPanel from './SuggestionPanel.vue'

const PHRASINGS: Wished = { kind: 'phrasings', matter: 'idcard-renew', aspect: 'fee' }
const own: SuggestedPhrasing = { text: '换证贵不贵', style: 'colloquial', belongs: 'here' }
const another: SuggestedPhrasing = { text: '补证多少钱', style: 'plain', belongs: 'other-matter', nearest: { text: '补身份证要多少钱', matter: 'idcard-reissue', aspect: 'fee', similarity: 0.914 } }
const sound: SuggestedTemplate = { text: '收 {{fee}}。', spoken: '要收费，{{fee}}。', faults: [] }
const faulty: SuggestedTemplate = { text: '收 20 元。', spoken: '二十块。', faults: ['自己写了数字：20'] }

const MODEL: { model?: string } = { model: 'small' }

/** A server by method and path; what is not known comes to a 404. */
async function draw({ wished = PHRASINGS, locked = false, suggested = {}, writer = MODEL, status = 200 } = {}) {
  const known: Record<string, unknown> = {
    'GET /suggestions': writer,
    'POST /drafts/published/suggestions': { model: 'small', phrasings: [], templates: [], ...suggested },
  }
  const fetch = vi.fn((path: RequestInfo | URL, init?: RequestInit) => {
    const call = `${init?.method ?? 'GET'} ${(path instanceof Request ? path.url : path.toString()).replace('/api/studio/v1', '').replace(/\?.*/, '')}`
    return Promise.resolve(Response.json(known[call] ?? {}, { status: call.startsWith('POST') ? status : known[call] === undefined ? 404 : 200 }))
  })
  const server = studioServer({ fetch, cookies: () => '' })
  const takePhrasing = vi.fn()
  const takeTemplate = vi.fn()
  const page = mount(
    defineComponent(() => {
      provide(workspaceKey, useWorkspaceOf({ server, draft: shallowRef(undefined), enter: () => Promise.resolve() }))
      return () => h(SuggestionPanel, { wished, locked, onTakePhrasing: takePhrasing, onTakeTemplate: takeTemplate })
    }),
    { global: { provide: { [serverKey as symbol]: server } } },
  )
  await flushPromises()
  const press = async (words: string) => {
    await page.findAll('button').find((button) => button.text() === words || button.attributes('aria-label') === words)?.trigger('click')
    await flushPromises()
  }
  const asked = () => fetch.mock.calls.map(([, init]) => init?.body).filter((body) => typeof body === 'string').map((body): unknown => JSON.parse(body))
  return { page, press, asked, takePhrasing, takeTemplate }
}

describe('first words by a model', () => {
  it.each([
    ['there is no model', { writer: {} }],
    ['nobody may write', { locked: true }],
  ])('are not offered where %s', async (_, where) => {
    const { page } = await draw(where)
    expect(page.find('button').exists()).toBe(false)
  })

  it('are asked for by a click, never before, and say by whom they are', async () => {
    const { page, press, asked } = await draw({ suggested: { phrasings: [own] } })
    expect(asked()).toEqual([])
    expect(page.text()).toContain('由模型 small 写个开头')
    await press('请模型起草')
    expect(asked()).toEqual([PHRASINGS])
    expect(page.get('.one').text()).toContain('模型草稿')
    expect(page.get('.one').text()).toContain('换证贵不贵')
  })

  it('are taken one by one, and what is not wanted goes without a trace', async () => {
    const { page, press, takePhrasing } = await draw({ suggested: { phrasings: [own, another] } })
    await press('请模型起草')
    await press('采用：换证贵不贵')
    expect(takePhrasing.mock.calls).toEqual([[own]])
    expect(page.text()).not.toContain('换证贵不贵')
    await press('不要：补证多少钱')
    expect(takePhrasing).toHaveBeenCalledTimes(1)
    expect(page.find('.one').exists()).toBe(false)
  })

  it('say what they rather ask, and what is nearest', async () => {
    const { page, press } = await draw({ suggested: { phrasings: [another] } })
    await press('请模型起草')
    expect(page.get('.wrong').text()).toContain('像是在问别的事')
    expect(page.get('.one').text()).toContain('“补身份证要多少钱”，idcard-reissue · fee，91%') // by ids where the workspace knows no names
  })

  it('cannot be taken where they name figures of their own, and say which', async () => {
    const { page, press, takeTemplate } = await draw({ wished: { ...PHRASINGS, kind: 'template' }, suggested: { templates: [faulty, sound] } })
    await press('请模型起草')
    expect(page.get('.faults').text()).toBe('自己写了数字：20')
    expect(page.findAll('button').filter((button) => button.text() === '采用')).toHaveLength(1)
    await press('采用：2')
    expect(takeTemplate.mock.calls).toEqual([[sound]])
    expect(page.text()).toContain('收 20 元。')
  })

  it('show what looks like markup as text', async () => {
    const { page, press } = await draw({ suggested: { phrasings: [{ ...own, text: '<img src=x onerror=alert(1)>' }] } })
    await press('请模型起草')
    expect(page.find('img').exists()).toBe(false)
    expect(page.text()).toContain('<img src=x onerror=alert(1)>')
  })

  it('say why there are none', async () => {
    const { page, press } = await draw({ suggested: { detail: '大模型太慢' }, status: 503 })
    await press('请模型起草')
    expect(page.get('[role="status"]').text()).toBe('大模型太慢')
  })
})
