import { shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { troubleOf, type Figures, type StudioError, type StudioServer } from '../../api/server'
import type { ChosenPeriod } from './period'

/** How it goes (看板) in some days; those of before stay to be seen until the new ones are there. */
export function useFigures({ server, period }: { server: Pick<StudioServer, 'figures'>; period: Readonly<Ref<ChosenPeriod>> }) {
  const figures = shallowRef<Figures>()
  const trouble = shallowRef<StudioError>()
  const loading = shallowRef(false)
  let asked = 0

  async function load() {
    const mine = (asked += 1)
    loading.value = true
    const { from, to, channel } = period.value
    try {
      const found = await server.figures({ from, to, ...(channel === '' ? {} : { channel }) })
      if (mine !== asked) return
      figures.value = found
      trouble.value = undefined
    } catch (cause) {
      if (mine === asked) trouble.value = troubleOf(cause)
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  watch([() => period.value.from, () => period.value.to, () => period.value.channel], () => void load(), { immediate: true })
  return { figures: shallowReadonly(figures), trouble: shallowReadonly(trouble), loading: shallowReadonly(loading), load }
}
