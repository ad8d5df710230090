import { describe, expect, it } from 'vitest'
import { isWorthTaking, noticeOf } from './notice'
import { anAnswer } from './notice.fixture'

describe('noticeOf', () => {
  it('takes over everything that can be read, in its order, and nothing that is to be pressed', () => {
    expect(noticeOf(anAnswer, '要带什么？', new Date(2026, 10, 23))).toEqual({
      asked: '要带什么？',
      matter: '居民户口簿补领',
      verdict: '可以',
      parts: [
        { lines: [{ text: '可以网上办。' }, { text: '全程不用跑。' }] },
        {
          title: '要准备的材料',
          lines: [
            { mark: '□', text: '居民身份证', tag: '必带', note: '原件' },
            { mark: '□', text: '遗失声明', tag: '视情况' },
          ],
        },
        {
          title: '怎么办',
          lines: [
            { mark: '1.', text: '申请', note: '在哪办：浙里办' },
            { mark: '2.', text: '领证' },
          ],
        },
        { title: '特殊情形', lines: [{ mark: '·', text: '户主不在：家人也能办' }, { mark: '·', text: '其他' }] },
        { title: '浙里办', lines: [{ text: 'https://www.zjzwfw.gov.cn/', note: '搜“户口簿补领”' }] },
        { lines: [{ text: '热线：12345' }] },
      ],
      sources: ['户口登记条例 第四条', '办事指南 https://www.zjzwfw.gov.cn/'],
      release: 'r-1',
      date: '2026年11月23日',
    })
  })

  it('is worth taking along where there is something to bring or to do', () => {
    expect(isWorthTaking(anAnswer)).toBe(true)
    expect(isWorthTaking({ blocks: [{ type: 'text', text: '可以。' }] })).toBe(false)
  })
})
