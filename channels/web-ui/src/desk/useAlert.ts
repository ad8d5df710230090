import { onScopeDispose, readonly, shallowRef, watchEffect, type Ref } from 'vue'
import { deviceMemory, type Memory } from '@/memory'
import { chime } from './chime'
import { words } from './words'

const KEY = 'banshi.desk.alert'

/** Tells by a sound and by the tab's title that people wait (来人提醒). Off until it is wanted; remembered on this device. */
export function useAlert({
  waiting,
  memory = deviceMemory,
  ring = chime,
  page = document,
}: {
  waiting: Readonly<Ref<number>>
  memory?: Memory
  ring?: () => void
  page?: { title: string }
}) {
  const on = shallowRef(memory.read(KEY) === 'on')

  watchEffect(() => {
    page.title = on.value && waiting.value > 0 ? `(${waiting.value}) ${words.page.title}` : words.page.title
  })
  onScopeDispose(() => {
    page.title = words.page.title
  })

  /** Also rings once when it is turned on, so that one knows the sound; browsers allow it from then on. */
  function toggle() {
    on.value = !on.value
    if (on.value) {
      memory.write(KEY, 'on')
      ring()
    } else memory.forget(KEY)
  }

  function somebodyCame() {
    if (on.value) ring()
  }

  return { on: readonly(on), toggle, somebodyCame }
}
