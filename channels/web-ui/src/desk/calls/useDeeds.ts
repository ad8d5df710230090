import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { fill, words } from '../words'
import { NotPushed, type Notice } from './notice'
import type { Calls, LiveCall } from './useCalls'
import { keyOfCard, type Card, type Choice } from './wire'

/** What an agent does with cards, by mouse or by key (采纳、编辑、复制、不相关), and what is chosen, marked and told meanwhile. */
export function useDeeds({
  calls,
  onSay = () => undefined,
  copyText = (text) => navigator.clipboard.writeText(text),
}: {
  calls: Calls
  /** Words are to be said to somebody who is written to, not called. */
  onSay?: (text: string) => void
  copyText?: (text: string) => Promise<void>
}) {
  const chosen = shallowRef<string>()
  const editing = shallowRef<{ readonly card: Card; readonly text: string }>()
  /** The utterances that what one looks at comes from. */
  const marked = shallowRef<ReadonlySet<string>>(new Set())
  /** The matter whose notice is being pushed. */
  const pushing = shallowRef<string>()
  /** What happened last, in a few words. */
  const told = shallowRef('')
  let forgetting: ReturnType<typeof setTimeout> | undefined

  function tell(sentence: string) {
    told.value = sentence
    clearTimeout(forgetting)
    forgetting = setTimeout(() => {
      told.value = ''
    }, 4000)
  }

  function release(card: Card) {
    if (chosen.value === keyOfCard(card)) chosen.value = undefined
    marked.value = new Set()
  }

  function adopt(card: Card) {
    calls.judge(card, 'adopted')
    if (card.callId === '') onSay(card.spoken)
    release(card)
    tell(fill(words.cards.adopted, { title: card.title }))
  }

  function edit(card: Card) {
    chosen.value = keyOfCard(card)
    editing.value = { card, text: card.spoken }
  }

  function rewrite(text: string) {
    if (editing.value) editing.value = { ...editing.value, text }
  }

  /** Done with the changed words, which are adopted, or given up. */
  function edited(yes: boolean) {
    const under = editing.value
    editing.value = undefined
    if (!under || !yes || under.text.trim() === '') return
    const text = under.text.trim()
    if (text === under.card.spoken) calls.judge(under.card, 'adopted')
    else calls.judge(under.card, 'edited', text)
    if (under.card.callId === '') onSay(text)
    release(under.card)
    tell(fill(words.cards.adopted, { title: under.card.title }))
  }

  async function copy(card: Card) {
    try {
      await copyText(card.spoken)
      calls.judge(card, 'copied')
      tell(words.cards.copied)
    } catch {
      tell(words.cards.notCopied)
    }
  }

  const canPush = (card: Card, within?: LiveCall) => calls.pushable(card, within) !== undefined

  /** Makes the notice of a card, for the caller to open. */
  async function pushNotice(card: Card, within?: LiveCall) {
    const call = calls.pushable(card, within)
    if (!call) return
    await pushed(card.matter ?? '', words.notice.made, () => calls.push(call, card))
  }

  /** Has one that was made sent by text message. */
  async function textNotice(call: LiveCall, notice: Notice) {
    await pushed(notice.matter, words.notice.asked, () => calls.text(call, notice))
  }

  async function pushed(matter: string, done: string, work: () => Promise<Notice>) {
    if (pushing.value !== undefined) return
    pushing.value = matter
    try {
      tell(fill(done, { title: (await work()).title }))
    } catch (cause) {
      tell((cause instanceof NotPushed ? cause.detail : undefined) ?? words.notice.not)
    } finally {
      pushing.value = undefined
    }
  }

  async function copyNotice(notice: Notice) {
    tell(await copyText(notice.text).then(() => words.notice.copied, () => words.cards.notCopied))
  }

  function reject(card: Card) {
    calls.judge(card, 'rejected')
    release(card)
    tell(fill(words.cards.rejected, { title: card.title }))
  }

  function option(card: Card, choice: Choice) {
    calls.choose(card, choice)
    release(card)
  }

  function choose(card: string | undefined) {
    chosen.value = card
  }

  function mark(ids: readonly string[]) {
    marked.value = new Set(ids)
  }

  onScopeDispose(() => {
    clearTimeout(forgetting)
  })
  return { chosen: shallowReadonly(chosen), choose, editing: shallowReadonly(editing), marked: shallowReadonly(marked), told: shallowReadonly(told), tell, adopt, edit, rewrite, edited, copy, canPush, pushing: shallowReadonly(pushing), pushNotice, textNotice, copyNotice, reject, option, mark }
}

export type Deeds = ReturnType<typeof useDeeds>
