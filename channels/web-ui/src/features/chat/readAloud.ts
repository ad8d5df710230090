import type { InjectionKey, Ref } from 'vue'

/** Reading answers aloud, as the view offers it to its cards. */
export interface ReadAloud {
  readonly offered: Readonly<Ref<boolean>>
  readonly reading: Readonly<Ref<number | undefined>>
  readonly toggle: (key: number, text: string) => void
}

export const readAloudKey: InjectionKey<ReadAloud> = Symbol('read aloud')
