import { describe, expect, it } from 'vitest'
import { noticeOf } from './notice'
import { anAnswer } from './notice.fixture'
import { layOut, type Measure } from './picture'

/** Characters of 15 px, letters of half that. */
const measure: Measure = (text) => Array.from(text).reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 7.5 : 15), 0)
const right = 375 - 24
const laid = (text: string) => layOut(noticeOf({ ...anAnswer, blocks: [{ type: 'text', text }], sources: [] }, '问'), measure)

describe('layOut', () => {
  it('keeps every line on the sheet, one below the other, and every word', () => {
    const { runs, height } = layOut(noticeOf(anAnswer, '要带什么？'.repeat(10)), measure)
    for (const { text, x } of runs) expect(x + measure(text, 'text')).toBeLessThanOrEqual(right + 15)
    expect(Math.max(...runs.map(({ y }) => y))).toBeLessThan(height)
    const all = runs.map(({ text }) => text).join('')
    for (const said of ['一次性告知单', '居民身份证（必带）', '在哪办：浙里办', '户口登记条例 第四条', '以窗口答复为准', '知识版本 r-1'])
      expect(all).toContain(said)
  })

  it('begins no line with a stop', () => {
    const lines = laid(`${'长'.repeat(21)}，${'短'.repeat(22)}。`).runs.map(({ text }) => text)
    expect(lines.filter((line) => /^[，。]/.test(line))).toEqual([])
  })

  it('breaks no word of letters', () => {
    const lines = laid(`${'长'.repeat(18)}zjzwfw.gov.cn`).runs.map(({ text }) => text)
    expect(lines).toContain('zjzwfw.gov.cn')
  })
})
