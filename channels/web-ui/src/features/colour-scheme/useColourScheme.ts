import { onScopeDispose, readonly, shallowRef, watch } from 'vue'
import { deviceMemory } from '@/memory'

const KEY = 'banshi.colours'

/** When the dark colours hold, as a media query. Paper is always light. */
const darkWhen = {
  system: 'screen and (prefers-color-scheme: dark)',
  light: 'not all',
  dark: 'screen',
} as const

export type ColourScheme = keyof typeof darkWhen

/**
 * Light or dark colours (深色模式): as the system has it, or as the citizen wants it, remembered on this device. head.html links what
 * is dark by its media, so that the first paint is right before any script runs; this changes those media.
 */
export function useColourScheme({ page = document, memory = deviceMemory }: { page?: ParentNode; memory?: typeof deviceMemory } = {}) {
  const scheme = shallowRef(schemeOf(memory.read(KEY)))

  function apply(media: string) {
    for (const part of page.querySelectorAll('[data-dark]')) part.setAttribute('media', media)
  }

  watch(
    scheme,
    (chosen) => {
      apply(darkWhen[chosen])
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    apply(darkWhen.system)
  })

  function choose(chosen: ColourScheme) {
    scheme.value = chosen
    memory.write(KEY, chosen)
  }

  return { scheme: readonly(scheme), choose }
}

function schemeOf(remembered: string | null): ColourScheme {
  return remembered === 'light' || remembered === 'dark' ? remembered : 'system'
}
