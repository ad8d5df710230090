import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { noticeOf } from './notice'
import { anAnswer } from './notice.fixture'
import NoticeSheet from './NoticeSheet.vue'
import { usePrint } from './usePrint'

const notice = noticeOf(anAnswer, '要带什么？', new Date(2026, 10, 23))

describe('usePrint', () => {
  it('has the sheet in the page when the browser prints, and not after', async () => {
    const scope = effectScope(true)
    const browser = Object.assign(new EventTarget(), { print: vi.fn() })
    const printing = scope.run(() => usePrint({ browser: browser as unknown as Window }))
    browser.print.mockImplementation(() => {
      expect(printing?.sheet.value?.asked).toBe('要带什么？')
    })
    await printing?.print(notice)
    expect(browser.print).toHaveBeenCalledOnce()

    browser.dispatchEvent(new Event('afterprint'))
    expect(printing?.sheet.value).toBeUndefined()
    scope.stop()
  })
})

describe('NoticeSheet', () => {
  it('says what to bring, where, on what grounds, of when, and that the window decides', () => {
    const sheet = mount(NoticeSheet, { props: { notice } })
    const text = sheet.text().replace(/\s+/g, '')
    for (const said of [
      '一次性告知单', '您问的：要带什么？', '可以', '□居民身份证（必带）原件', '□遗失声明（视情况）', '1.申请在哪办：浙里办',
      '户口登记条例第四条', '以窗口答复为准', '事项：居民户口簿补领', '知识版本r-1', '2026年11月23日',
    ])
      expect(text).toContain(said)
  })
})
