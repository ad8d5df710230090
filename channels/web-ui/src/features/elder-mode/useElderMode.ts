import { onScopeDispose, readonly, shallowRef, watch } from 'vue'

const KEY = 'banshi.elder-mode'

/** What of the browser's storage is needed; it may be forbidden, and then throws. */
export type Memory = Pick<Storage, 'getItem' | 'setItem'>

/** 长辈模式: bigger text and controls for the whole page, remembered on this device. */
export function useElderMode({ root = document.documentElement, memory = browserMemory() } = {}) {
  const elder = shallowRef(remembered(memory))

  watch(elder, (on) => void root.toggleAttribute('data-elder', on), { immediate: true })
  onScopeDispose(() => {
    root.removeAttribute('data-elder')
  })

  function toggle() {
    elder.value = !elder.value
    try {
      memory?.setItem(KEY, elder.value ? 'on' : 'off')
    } catch {
      // a browser that remembers nothing still shows big letters
    }
  }

  return { elder: readonly(elder), toggle }
}

function browserMemory(): Memory | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

function remembered(memory: Memory | undefined): boolean {
  try {
    return memory?.getItem(KEY) === 'on'
  } catch {
    return false
  }
}
