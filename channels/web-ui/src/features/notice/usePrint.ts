import { nextTick, onScopeDispose, readonly, shallowRef } from 'vue'
import type { Notice } from './notice'

/** Prints one notice at a time: it stands in the page, for paper only, from the asking until the printing is over. */
export function usePrint({ browser = window }: { browser?: Pick<Window, 'print' | 'addEventListener' | 'removeEventListener'> } = {}) {
  const sheet = shallowRef<Notice>()

  function takeAway() {
    sheet.value = undefined
  }

  async function print(notice: Notice) {
    sheet.value = notice
    await nextTick()
    browser.print()
  }

  browser.addEventListener('afterprint', takeAway)
  onScopeDispose(() => {
    browser.removeEventListener('afterprint', takeAway)
  })
  return { sheet: readonly(sheet), print }
}
