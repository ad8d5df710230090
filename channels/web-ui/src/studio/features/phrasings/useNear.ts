import { computed, onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { PUBLISHED, type Near, type NearPhrasing, type StudioServer } from '../../api/server'

/** As alike as this, and people say the same. */
export const ALIKE = 0.8

export interface Wish {
  readonly text: string
  readonly matter: string
  readonly aspect: string
}

/** Why a new phrasing needs a second look: it stands there already, or what is nearest asks for something else. */
export type Warning =
  | { readonly kind: 'twin'; readonly nearest: NearPhrasing }
  | { readonly kind: 'matter' | 'aspect'; readonly nearest: NearPhrasing }

export function warningOf(wish: Wish, near: Near | undefined): Warning | undefined {
  const nearest = near?.phrasings.reduce<NearPhrasing | undefined>((best, one) => (best === undefined || one.similarity > best.similarity ? one : best), undefined)
  if (nearest === undefined) return undefined
  if (nearest.text === wish.text.trim()) return { kind: 'twin', nearest }
  if (nearest.similarity < ALIKE) return undefined
  if (nearest.matter !== wish.matter) return { kind: 'matter', nearest }
  return nearest.aspect === wish.aspect ? undefined : { kind: 'aspect', nearest }
}

/** The approved phrasings nearest to one that is being typed, looked for a moment after typing stops. */
export function useNear({
  server,
  draft,
  wish,
  delayMs = 400,
}: {
  server: Pick<StudioServer, 'near'>
  draft: Readonly<Ref<string | undefined>>
  wish: Readonly<Ref<Wish>>
  delayMs?: number
}) {
  const near = shallowRef<Near>()
  const looking = shallowRef(false)
  const failed = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let under: AbortController | undefined

  watch([() => wish.value.text.trim().slice(0, 500), draft], ([text]) => {
    clearTimeout(timer)
    under?.abort()
    failed.value = false
    looking.value = text.length > 1
    if (text.length < 2) {
      near.value = undefined
      return
    }
    timer = setTimeout(() => {
      const mine = (under = new AbortController())
      server
        .near(draft.value ?? PUBLISHED, text, mine.signal)
        .then((answer) => {
          if (mine === under) near.value = answer
        })
        .catch(() => {
          if (mine === under && !mine.signal.aborted) failed.value = true
        })
        .finally(() => {
          if (mine === under) looking.value = false
        })
    }, delayMs)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    under?.abort()
  })

  return { near: shallowReadonly(near), looking: shallowReadonly(looking), failed: shallowReadonly(failed), warning: computed(() => warningOf(wish.value, near.value)) }
}
