import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ChartPanel from './ChartPanel.vue'

const table = { columns: ['日期', '句数'], rows: [['2026-11-01', 4]] }
const draw = (props: Partial<InstanceType<typeof ChartPanel>['$props']> = {}) =>
  mount(ChartPanel, { props: { title: '每天', said: '最多 4 句', few: '只作参考', option: {}, table, ...props }, global: { stubs: { ChartCanvas: { props: ['said'], template: '<div class="drawn">{{ said }}</div>' } } } })

describe('a chart', () => {
  it('says the same as a table, for whoever asks', async () => {
    const panel = draw()
    expect(panel.get('.drawn').text()).toBe('最多 4 句')
    await panel.get('button').trigger('click')
    expect(panel.find('.drawn').exists()).toBe(false)
    expect(panel.findAll('th, td').map((cell) => cell.text())).toEqual(['日期', '句数', '2026-11-01', '4'])
    expect(panel.get('button').attributes('aria-pressed')).toBe('true')
  })

  it('says that it rests on few', () => {
    expect(draw().text()).toContain('只作参考')
  })

  it('is not drawn of nothing', () => {
    const panel = draw({ table: { ...table, rows: [] } })
    expect(panel.find('.drawn').exists()).toBe(false)
    expect(panel.text()).toContain('这几天没有数')
    expect(panel.text()).not.toContain('只作参考')
  })
})
