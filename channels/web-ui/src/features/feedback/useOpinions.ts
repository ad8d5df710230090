import { computed, readonly, shallowRef, type Ref } from 'vue'
import { tabMemory } from '@/memory'
import { opinionPoster, type Feedback, type Rating } from './api'

const KEY = 'banshi.rated'

/** What the citizen thinks of this conversation: of single answers, and once of the whole (好差评), also after a reload of the tab. */
export function useOpinions({
  conversation,
  poster = opinionPoster(),
  memory = tabMemory,
}: {
  conversation: Readonly<Ref<string>>
  poster?: ReturnType<typeof opinionPoster>
  memory?: typeof tabMemory
}) {
  const rated = shallowRef(memory.read(KEY))
  const rating = shallowRef<'closed' | 'open' | 'thanked'>('closed')
  const canRate = computed(() => rating.value === 'closed' && rated.value !== conversation.value)

  function judge(feedback: Omit<Feedback, 'conversation'>) {
    void poster.judge({ conversation: conversation.value, ...feedback })
  }

  function openRating() {
    rating.value = 'open'
  }

  function closeRating() {
    rating.value = 'closed'
  }

  function rate(given: Omit<Rating, 'conversation'>) {
    void poster.rate({ conversation: conversation.value, ...given })
    rating.value = 'thanked'
    rated.value = conversation.value
    memory.write(KEY, conversation.value)
  }

  /** For when the conversation is cleared. */
  function forget() {
    closeRating()
    rated.value = null
    memory.forget(KEY)
  }

  return { rating: readonly(rating), canRate, judge, openRating, closeRating, rate, forget }
}
