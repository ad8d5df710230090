import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { readReply, type Reply } from '@/features/chat'
import { PUBLISHED, troubleOf, type Asked, type Complaint, type StudioError, type StudioServer } from '../../api/server'

export interface Preview {
  readonly reply: Reply | undefined
  readonly wechat: readonly string[]
  readonly spoken: string
}

/** What somebody in a case would be told, asked again a moment after anything changed. */
export function usePreview({
  server,
  draft,
  asked,
  delayMs = 500,
}: {
  server: Pick<StudioServer, 'preview'>
  draft: Readonly<Ref<string | undefined>>
  /** Nothing where there is nothing to ask. */
  asked: Readonly<Ref<Asked | undefined>>
  delayMs?: number
}) {
  const shown = shallowRef<Preview>()
  const complaints = shallowRef<readonly Complaint[]>([])
  const trouble = shallowRef<StudioError>()
  const loading = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let under: AbortController | undefined

  async function ask(question: Asked) {
    under?.abort()
    const mine = (under = new AbortController())
    loading.value = true
    try {
      const answer = await server.preview(draft.value ?? PUBLISHED, question, mine.signal)
      if (mine !== under) return
      shown.value = { reply: readReply(answer.reply), wechat: answer.wechat, spoken: answer.spoken }
      complaints.value = []
      trouble.value = undefined
    } catch (cause) {
      if (mine !== under) return
      trouble.value = troubleOf(cause)
      complaints.value = trouble.value.complaints
    } finally {
      if (mine === under) loading.value = false
    }
  }

  watch(
    [asked, draft],
    ([question], before) => {
      clearTimeout(timer)
      if (question) timer = setTimeout(() => void ask(question), before[0] === undefined ? 0 : delayMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    under?.abort()
  })

  return { shown: shallowReadonly(shown), complaints: shallowReadonly(complaints), trouble: shallowReadonly(trouble), loading: shallowReadonly(loading) }
}
