import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { PUBLISHED, troubleOf, type StudioError, type StudioServer, type SuggestedPhrasing, type SuggestedTemplate, type Wished } from '../../api/server'

/**
 * First words by a model (模型草稿), for what is being edited: asked for by a click, and gone with what they were asked for. Without a model `model` stays undefined.
 */
export function useSuggestions({
  server,
  draft,
  wished,
}: {
  server: Pick<StudioServer, 'suggestionWriter' | 'suggest'>
  draft: Readonly<Ref<string | undefined>>
  wished: Readonly<Ref<Wished>>
}) {
  const model = shallowRef<string>()
  const phrasings = shallowRef<readonly SuggestedPhrasing[]>([])
  const templates = shallowRef<readonly SuggestedTemplate[]>([])
  const asking = shallowRef(false)
  const trouble = shallowRef<StudioError>()
  let under: AbortController | undefined

  function clear() {
    under?.abort()
    under = undefined
    phrasings.value = []
    templates.value = []
    asking.value = false
    trouble.value = undefined
  }

  async function ask() {
    clear()
    const mine = (under = new AbortController())
    asking.value = true
    try {
      const suggested = await server.suggest(draft.value ?? PUBLISHED, wished.value, mine.signal)
      if (mine !== under) return
      phrasings.value = suggested.phrasings
      templates.value = suggested.templates
    } catch (cause) {
      if (mine === under) trouble.value = troubleOf(cause)
    } finally {
      if (mine === under) asking.value = false
    }
  }

  /** Takes one off the list: it was taken over, or is not wanted. */
  function drop(one: SuggestedPhrasing | SuggestedTemplate) {
    phrasings.value = phrasings.value.filter((other) => other !== one)
    templates.value = templates.value.filter((other) => other !== one)
  }

  server
    .suggestionWriter()
    .then((writer) => {
      model.value = writer.model
    })
    .catch(() => undefined) // nobody misses what is not offered
  watch(() => JSON.stringify(wished.value), clear)
  onScopeDispose(clear)

  return {
    model: shallowReadonly(model),
    phrasings: shallowReadonly(phrasings),
    templates: shallowReadonly(templates),
    asking: shallowReadonly(asking),
    trouble: shallowReadonly(trouble),
    ask,
    drop,
  }
}
