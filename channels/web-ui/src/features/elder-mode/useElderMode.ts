import { onScopeDispose, readonly, shallowRef, watch } from 'vue'
import { deviceMemory } from '@/memory'

const KEY = 'banshi.elder-mode'

/** 长辈模式: bigger text and controls for the whole page, remembered on this device. */
export function useElderMode({ root = document.documentElement, memory = deviceMemory, always = false } = {}) {
  const elder = shallowRef(always || memory.read(KEY) === 'on')

  watch(elder, (on) => void root.toggleAttribute('data-elder', on), { immediate: true })
  onScopeDispose(() => {
    root.removeAttribute('data-elder')
  })

  function toggle() {
    elder.value = !elder.value
    memory.write(KEY, elder.value ? 'on' : 'off')
  }

  return { elder: readonly(elder), toggle }
}
