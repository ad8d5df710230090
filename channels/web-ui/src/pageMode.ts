import { inject, type InjectionKey } from 'vue'

/** How the page was opened. */
export interface PageMode {
  /** On a public machine (自助终端) that many people share: nothing is kept, nothing leads away. */
  readonly kiosk: boolean
  /** The machine's name, for whoever looks after it. */
  readonly terminal: string | undefined
}

export const ordinary: PageMode = { kiosk: false, terminal: undefined }

/** Reads `?mode=kiosk&terminal=ID`. */
export function pageModeOf(search: string): PageMode {
  const asked = new URLSearchParams(search)
  const terminal = asked.get('terminal') ?? ''
  return { kiosk: asked.get('mode') === 'kiosk', terminal: /^[\w-]{1,40}$/.test(terminal) ? terminal : undefined }
}

export const pageModeKey: InjectionKey<PageMode> = Symbol('page mode')

export function usePageMode(): PageMode {
  return inject(pageModeKey, ordinary)
}
