import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { ContentBlock } from '../../reply'
import BlockView from './BlockView.vue'

const draw = (block: ContentBlock) => mount(BlockView, { props: { block } })

describe('BlockView', () => {
  it('draws text as paragraphs, divided by an empty line', () => {
    const paragraphs = draw({ type: 'text', text: '可以网上办。\n当天寄出。\n\n要带身份证。\n\n' }).findAll('p')
    expect(paragraphs.map((paragraph) => paragraph.text())).toEqual(['可以网上办。\n当天寄出。', '要带身份证。'])
  })

  it('writes what looks like HTML as words', () => {
    const view = draw({ type: 'text', text: '<img src=x onerror=alert(1)>' })
    expect(view.find('img').exists()).toBe(false)
    expect(view.text()).toBe('<img src=x onerror=alert(1)>')
  })

  it('draws a checklist that can be ticked and unticked', async () => {
    const view = draw({
      type: 'checklist',
      title: '要准备的材料',
      items: [
        { id: 'id-card', label: '居民身份证', note: '原件', required: true },
        { id: 'loss', label: '遗失声明', required: false },
      ],
    })
    expect(view.get('h3').text()).toBe('要准备的材料')
    expect(view.findAll('li').map((item) => item.text())).toEqual([
      expect.stringMatching(/居民身份证.*必带.*原件/s),
      expect.stringMatching(/遗失声明.*视情况/s),
    ])

    const box = view.get<HTMLInputElement>('input[type="checkbox"]')
    await box.setValue(true)
    expect(view.text()).toContain('已备好 1/2')
    await box.setValue(false)
    expect(view.text()).not.toContain('已备好')
  })

  it('names every box of a checklist by its label', () => {
    const view = draw({ type: 'checklist', title: '材料', items: [{ id: 'a', label: '居民身份证', required: true }] })
    expect(view.get('input').element.closest('label')?.textContent).toContain('居民身份证')
  })

  it('draws steps in order, with where each is done', () => {
    const view = draw({ type: 'steps', title: '步骤', items: [{ text: '申请', where: '浙里办' }, { text: '领证' }] })
    const steps = view.get('ol').findAll('li')
    expect(steps.map((step) => step.get('.what').text())).toEqual(['申请', '领证'])
    expect(steps[0]?.get('.where').text()).toBe('在哪办：浙里办')
    expect(steps[1]?.find('.where').exists()).toBe(false)
  })

  it('draws a list with and without names', () => {
    const view = draw({ type: 'list', title: '特殊情形', items: [{ title: '户主不配合', text: '可以单独申请' }, { text: '其他' }] })
    expect(view.findAll('li').map((item) => item.text())).toEqual(['户主不配合可以单独申请', '其他'])
    expect(view.findAll('strong')).toHaveLength(1)
  })

  it('draws a link that opens elsewhere and says so', () => {
    const link = draw({ type: 'link', title: '浙里办', url: 'https://www.zjzwfw.gov.cn/a?b=1', note: '搜“户口簿补领”' }).get('a')
    expect(link.attributes()).toMatchObject({ href: 'https://www.zjzwfw.gov.cn/a?b=1', target: '_blank', rel: 'noopener noreferrer' })
    expect(link.text()).toMatch(/浙里办.*搜“户口簿补领”.*www\.zjzwfw\.gov\.cn.*在新窗口打开/s)
  })

  it('draws no link that would run a script', () => {
    expect(draw({ type: 'link', title: '点我', url: 'javascript:alert(1)' }).find('a').exists()).toBe(false)
  })

  it('draws a phone number that dials', () => {
    const phone = draw({ type: 'phone', label: '移民管理热线', number: '0571-12367' }).get('a')
    expect(phone.attributes('href')).toBe('tel:057112367')
    expect(phone.text()).toContain('拨打 0571-12367')
  })

  it.each([
    ['image', 'img'],
    ['video', 'video'],
  ] as const)('shows our own %s in place', (kind, element) => {
    expect(draw({ type: 'media', kind, title: '填表示例', url: '/media/form' }).find(element).exists()).toBe(true)
  })

  it.each(['image', 'video', 'audio', 'document'] as const)('links to %s of another host, and loads nothing from there', (kind) => {
    const view = draw({ type: 'media', kind, title: '操作演示', url: 'https://example.gov.cn/guide' })
    expect(view.find('img, video, audio').exists()).toBe(false)
    expect(view.get('a').attributes('href')).toBe('https://example.gov.cn/guide')
  })

  it('draws nothing for a type that it does not know', () => {
    expect(draw({ type: 'hologram' } as unknown as ContentBlock).text()).toBe('')
  })
})
