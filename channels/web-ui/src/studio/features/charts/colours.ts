import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'

/** What charts are painted with, from the page's theme; a canvas knows no custom properties. */
export interface Colours {
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly surface: string
  readonly accent: string
  readonly good: string
  readonly careful: string
  readonly bad: string
  readonly control: string
}

const TOKENS: Readonly<Record<keyof Colours, string>> = {
  text: '--text',
  muted: '--text-muted',
  line: '--line',
  surface: '--surface',
  accent: '--accent',
  good: '--good',
  careful: '--careful',
  bad: '--bad',
  control: '--line-control',
}

function coloursOf(page: HTMLElement): Colours {
  const style = getComputedStyle(page)
  return Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()])) as unknown as Colours
}

/** The colours of now: they change with the system, and with what somebody chooses, which moves the dark sheet's medium. */
export function useColours({
  page = document,
  darkness = window.matchMedia('(prefers-color-scheme: dark)'),
}: { page?: Document; darkness?: Pick<MediaQueryList, 'addEventListener' | 'removeEventListener'> } = {}) {
  const colours = shallowRef(coloursOf(page.documentElement))
  const look = () => {
    colours.value = coloursOf(page.documentElement)
  }
  const chosen = new MutationObserver(look)
  chosen.observe(page.head, { subtree: true, attributeFilter: ['media'] })
  darkness.addEventListener('change', look)
  onScopeDispose(() => {
    chosen.disconnect()
    darkness.removeEventListener('change', look)
  })
  return shallowReadonly(colours)
}
