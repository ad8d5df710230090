import { computed, onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import type { Frame, Said } from '../calls/wire'
import type { Consult, Whom } from './wire'

/** What is asked about, as far as the desk knows it. */
export interface Subject {
  readonly callId?: string
  readonly handoff?: string
  readonly matter?: string
  readonly aspect?: string
}

/** Consultations (业务咨询), of whoever asks and of whoever answers: what is told of them, and what is done with them. */
export function useConsults({
  say,
  onWaiting = () => undefined,
  onAnswer = () => undefined,
  newId = random,
}: {
  /** False where the line is not open. */
  say: (words: Said) => boolean
  /** One waits for an expert that did not before. */
  onWaiting?: (consult: Consult) => void
  /** Something new was said in one of one's own, or it is over. */
  onAnswer?: (consult: Consult) => void
  newId?: () => string
}) {
  const me = shallowRef<string>()
  const all = shallowRef<readonly Consult[]>([])
  /** For which whoever sits here answers; undefined where he is no expert. */
  const departments = shallowRef<readonly string[]>()
  const whom = shallowRef<Whom>()
  const refused = shallowRef<{ readonly of: string; readonly detail: string }>()
  /** The id under which a question was sent that is not there yet. */
  const sent = shallowRef<string>()

  const asked = computed(() => all.value.filter(({ askedBy }) => askedBy.id === me.value))
  const waiting = computed(() => all.value.filter(({ state, askedBy }) => state === 'waiting' && askedBy.id !== me.value))
  const taken = computed(() => all.value.filter(({ state, takenBy }) => state === 'taken' && takenBy?.id === me.value))
  const isExpert = computed(() => departments.value !== undefined)

  function receive(frame: Frame) {
    switch (frame.type) {
      case 'ready':
        me.value = frame.agent.id
        departments.value = frame.departments
        all.value = frame.consults
        // what was sent when the line broke is not known to have arrived: it may be sent again under its id
        if (frame.consults.some(({ id }) => id === sent.value)) sent.value = undefined
        return
      case 'consult':
        put(frame.consult)
        return
      case 'consult.whom':
        whom.value = frame.whom
        return
      case 'refused':
        if (!frame.of.startsWith('consult.')) return
        refused.value = frame
        if (frame.of === 'consult.ask') sent.value = undefined
        return
      default:
    }
  }

  function put(consult: Consult) {
    const before = of(consult.id)
    if (before && before.version > consult.version) return
    if (consult.id === sent.value) sent.value = undefined
    const isMine = consult.askedBy.id === me.value
    const rest = all.value.filter(({ id }) => id !== consult.id)
    all.value = concerns(consult, isMine) ? [...rest, consult].sort((a, b) => a.askedAt.localeCompare(b.askedAt)) : rest
    if (isMine && before && (before.state !== consult.state || before.messages.length < othersIn(consult, before))) onAnswer(consult)
    if (!isMine && consult.state === 'waiting' && before?.state !== 'waiting') onWaiting(consult)
  }

  /** How many messages there are, unless what is new is one's own. */
  function othersIn(consult: Consult, before: Consult): number {
    return consult.messages.slice(before.messages.length).some(({ by }) => by !== me.value) ? consult.messages.length : 0
  }

  /** Whether it is to be shown here still. */
  function concerns({ state, takenBy, seen }: Consult, isMine: boolean): boolean {
    if (isMine) return state !== 'withdrawn' && !seen
    return isExpert.value && (state === 'waiting' || (takenBy?.id === me.value && state === 'taken'))
  }

  const of = (id: string) => all.value.find((one) => one.id === id)

  function tell(words: Said): boolean {
    refused.value = undefined
    return say(words)
  }

  /** Who would be asked. */
  function look(matter: string | undefined) {
    whom.value = undefined
    say(matter === undefined ? { type: 'consult.whom' } : { type: 'consult.whom', matter })
  }

  /** Asks; the same question that may not have arrived goes under the same id. */
  function ask(subject: Subject, text: string): string | undefined {
    const id = sent.value ?? newId()
    if (!tell({ type: 'consult.ask', id, ...subject, text })) return undefined
    sent.value = id
    return id
  }

  function forget() {
    all.value = []
    departments.value = undefined
    whom.value = undefined
    refused.value = undefined
    sent.value = undefined
  }
  onScopeDispose(forget)

  return {
    me: shallowReadonly(me),
    departments: shallowReadonly(departments),
    whom: shallowReadonly(whom),
    refused: shallowReadonly(refused),
    sent: shallowReadonly(sent),
    asked,
    waiting,
    taken,
    isExpert,
    of,
    receive,
    look,
    ask,
    close: (id: string) => tell({ type: 'consult.done', id }),
    take: (id: string) => tell({ type: 'consult.take', id }),
    pass: (id: string, to?: string) => tell({ type: 'consult.pass', id, ...(to === undefined ? {} : { to }) }),
    speak: (id: string, text: string) => tell({ type: 'consult.say', id, text }),
    answer: (id: string, text: string) => tell({ type: 'consult.done', id, text }),
    withdraw: (id: string) => tell({ type: 'consult.withdraw', id }),
    propose: (id: string, text: string) => tell({ type: 'consult.propose', id, text }),
    forget,
  }
}

function random(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export type Consults = ReturnType<typeof useConsults>
