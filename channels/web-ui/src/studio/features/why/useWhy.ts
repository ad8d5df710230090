import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { troubleOf, type Answer, type Replayed, type StudioError, type StudioServer } from '../../api/server'

/** What somebody asks about: a reply that was given, or words that are typed. */
export type Wanted = { readonly id: string } | { readonly text: string }

const TURN = /^[\w-]{22}$/

/** What was typed: the id of a reply looks like nothing that anybody asks. */
export function wantedOf(typed: string): Wanted | undefined {
  const said = typed.trim()
  if (said === '') return undefined
  return TURN.test(said) ? { id: said } : { text: said }
}

/** A reply that was given, where one is asked about, and what the same words come to now and in the draft. */
export function useWhy({
  server,
  wanted,
  draft,
}: {
  server: Pick<StudioServer, 'answer' | 'replayAnswer' | 'replayWords'>
  wanted: Readonly<Ref<Wanted | undefined>>
  draft: Readonly<Ref<string | undefined>>
}) {
  const answer = shallowRef<Answer>()
  const replayed = shallowRef<Replayed>()
  const trouble = shallowRef<StudioError>()
  const loading = shallowRef(false)
  let run = 0

  async function look() {
    const mine = (run += 1)
    const asked = wanted.value
    trouble.value = undefined
    replayed.value = undefined
    if (asked === undefined || !('id' in asked) || answer.value?.id !== asked.id) answer.value = undefined
    loading.value = asked !== undefined
    if (asked === undefined) return
    try {
      if ('id' in asked && answer.value === undefined) {
        const found = await server.answer(asked.id)
        if (mine !== run) return
        answer.value = found
      }
      const again = await ('id' in asked ? server.replayAnswer(asked.id, draft.value) : server.replayWords(asked.text, draft.value))
      if (mine === run) replayed.value = again
    } catch (cause) {
      if (mine === run) trouble.value = troubleOf(cause)
    } finally {
      if (mine === run) loading.value = false
    }
  }

  watch([wanted, draft], () => void look(), { immediate: true })
  onScopeDispose(() => {
    run += 1
  })
  return { answer: shallowReadonly(answer), replayed: shallowReadonly(replayed), trouble: shallowReadonly(trouble), loading: shallowReadonly(loading) }
}
