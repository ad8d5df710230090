import { shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { troubleOf, type Decision, type OpenedMiss, type StudioError, type StudioServer } from '../../api/server'
import { addPhrasings, type Added, type Sayings } from './addPhrasings'

/** One cluster of misses, and what is made of it: phrasings in a draft, or a word on what is to become of it. One thing at a time. */
export function useMiss({
  server,
  id,
  draft,
  openDraft,
}: {
  server: Pick<StudioServer, 'miss' | 'decideMiss' | 'proposeEdit' | 'file' | 'files' | 'save'>
  id: Readonly<Ref<string>>
  draft: Readonly<Ref<string | undefined>>
  /** Opens a draft, and makes it the one that is worked in. */
  openDraft: () => Promise<string>
}) {
  const opened = shallowRef<OpenedMiss>()
  const trouble = shallowRef<StudioError>()
  const busy = shallowRef(false)
  /** What adding came to, and where. */
  const added = shallowRef<Added & { readonly matter: string }>()
  const decided = shallowRef<Decision>()

  async function load() {
    const wanted = id.value
    try {
      const found = await server.miss(wanted)
      if (wanted !== id.value) return
      opened.value = found
      trouble.value = undefined
    } catch (cause) {
      if (wanted === id.value) trouble.value = troubleOf(cause)
    }
  }

  async function attempt(what: () => Promise<void>) {
    if (busy.value) return
    busy.value = true
    trouble.value = added.value = decided.value = undefined
    try {
      await what()
    } catch (cause) {
      trouble.value = troubleOf(cause)
    } finally {
      busy.value = false
    }
  }

  const add = (sayings: Sayings) =>
    attempt(async () => {
      added.value = { ...(await addPhrasings({ server, draft: draft.value, openDraft }, sayings)), matter: sayings.matter }
    })

  const decide = (decision: Decision) =>
    attempt(async () => {
      await server.decideMiss(id.value, decision)
      decided.value = decision
      await load()
    })

  /** Proposes the words that an agent used instead of a card's. */
  const propose = (feedback: string) =>
    attempt(async () => {
      await server.proposeEdit(id.value, feedback)
      await load()
    })

  watch(
    id,
    () => {
      opened.value = added.value = decided.value = undefined
      void load()
    },
    { immediate: true },
  )
  return {
    opened: shallowReadonly(opened),
    trouble: shallowReadonly(trouble),
    busy: shallowReadonly(busy),
    added: shallowReadonly(added),
    decided: shallowReadonly(decided),
    load,
    attempt,
    add,
    decide,
    propose,
  }
}
