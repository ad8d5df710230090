import { computed, onScopeDispose, shallowReadonly, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { call as request, type Fetch } from '@/api/call'
import { EMPTY, over, shown, withdrawn, type Deck } from './deck'
import { useLine, type Socket } from './line'
import { pushNotice, type Notice } from './notice'
import { transcriptOf, type Transcript } from './transcript'
import {
  keyOfCard,
  type Action,
  type Agent,
  type Call,
  type CallFacts,
  type Card,
  type Choice,
  type Colleague,
  type Draft,
  type Evidence,
  type Frame,
  type Material,
  type Presence,
  type Said,
  type Spoken,
  wholeOf,
} from './wire'

/** How many utterances of a call the server tells at most before it is asked for all. */
const TOLD = 300

/** The materials that the caller has to bring, of one matter. */
export interface Reading {
  readonly matter: string
  readonly title: string
  readonly materials: readonly Material[]
  /** Where that is from. */
  readonly card: Card
}

export interface Summary {
  readonly draft: Draft
  readonly evidence: Evidence
}

/** A call as the desk keeps it; each part changes by itself. */
export interface LiveCall {
  readonly id: string
  readonly facts: ShallowRef<CallFacts>
  readonly transcript: Transcript
  /** Whether more was said before than was told. */
  readonly cut: ShallowRef<boolean>
  readonly deck: ShallowRef<Deck>
  /** The latest first. */
  readonly said: ShallowRef<readonly Spoken[]>
  readonly reading: ShallowRef<Reading | undefined>
  /** Which of the materials have been read out. */
  readonly read: ShallowRef<ReadonlySet<string>>
  /** What was pushed to the caller, the latest first. */
  readonly notices: ShallowRef<readonly Notice[]>
  /** The names of the matters that came up, by their ids. */
  readonly matters: ShallowRef<ReadonlyMap<string, string>>
  readonly summary: ShallowRef<Summary | undefined>
  /** What the agent has changed of the draft. */
  readonly edits: ShallowRef<Partial<Draft>>
  /** How far the work order is. */
  readonly order: ShallowRef<'open' | 'sent' | { readonly number: string }>
}

/** What a search at hand found; cards is absent until it is answered. */
export interface Found {
  readonly ask: number
  readonly text: string
  /** The call that it was asked in. */
  readonly callId?: string
  readonly cards?: readonly Card[]
}

/** The calls of an agent (通话): a line to the server, and what it tells, kept so that each frame costs as little as it changes. */
export function useCalls({
  now,
  onShutOut,
  onCall = () => undefined,
  onCard = () => undefined,
  onTexted = () => undefined,
  onFrame = () => undefined,
  clock = Date.now,
  ...wire
}: {
  now: Readonly<Ref<number>>
  onShutOut: (why: 'expired' | 'role') => void
  /** A call of one's own is there that was not. */
  onCall?: (call: LiveCall) => void
  onCard?: (card: Card) => void
  /** A message with a notice has gone out, or will not. */
  onTexted?: (notice: Notice) => void
  /** Whatever the server says, also what is of no call. */
  onFrame?: (frame: Frame) => void
  clock?: () => number
  fetch?: Fetch
  connect?: (address: string) => Socket
}) {
  const me = shallowRef<Agent>()
  /** Whether one leads the shift. */
  const supervisor = shallowRef(false)
  const presence = shallowRef<Presence>('ready')
  const colleagues = shallowRef<readonly Colleague[]>([])
  const calls = shallowRef<readonly LiveCall[]>([])
  const found = shallowRef<Found>()
  const refused = shallowRef<{ readonly of: string; readonly detail: string }>()
  const isMine = (call: LiveCall) => {
    const { agent } = call.facts.value
    return agent !== undefined && agent.id === me.value?.id
  }
  const mine = computed(() => calls.value.filter(isMine))
  const unassigned = computed(() => calls.value.filter((call) => call.facts.value.agent === undefined && ['ringing', 'talking'].includes(call.facts.value.state)))
  /** Feedback that the line was not open for. */
  let unsent: Said[] = []
  let asked = 0
  let isFirst = true
  const shownAt = new Map<string, number>()
  /** Cards that the agent is done with; they do not come back with the next `ready`. */
  const done = new Set<string>()

  const line = useLine({ ...wire, onFrame: receive, onShutOut })

  function receive(frame: Frame) {
    onFrame(frame)
    switch (frame.type) {
      case 'ready':
        me.value = frame.agent
        supervisor.value = frame.supervisor
        presence.value = frame.state
        colleagues.value = frame.colleagues
        settle(frame.calls)
        // the page was opened in the middle of a call: what was said before is wanted, too
        if (isFirst) for (const call of mine.value) if (call.transcript.order.value.length > 0) void whole(call)
        isFirst = false
        for (const words of unsent.splice(0)) tell(words)
        return
      case 'call':
        settle([...calls.value.filter(({ id }) => id !== frame.call.callId), frame.call])
        return
      case 'transcript':
        of(frame.callId)?.transcript.hear(frame.utterance)
        return
      case 'suggestion':
        show(frame.card)
        return
      case 'withdrawn':
        change(frame.callId, (call) => {
          call.deck.value = withdrawn(call.deck.value, frame.ids)
        })
        return
      case 'summary':
        change(frame.callId, (call) => {
          const { matter, matterName } = frame.draft
          if (matter !== undefined && matterName !== undefined) name(call, [[matter, matterName]])
          call.summary.value = { draft: frame.draft, evidence: frame.evidence }
        })
        return
      case 'confirmed':
        change(frame.callId, ({ order }) => {
          order.value = { number: frame.order }
        })
        return
      case 'notice':
        change(frame.callId, ({ notices }) => {
          const notice = notices.value.find(({ matter }) => matter === frame.matter)
          if (!notice) return
          notices.value = notices.value.map((one) => (one === notice ? { ...one, sms: frame.sms } : one))
          onTexted({ ...notice, sms: frame.sms })
        })
        return
      case 'asr.status':
        change(frame.callId, ({ facts }) => {
          facts.value = { ...facts.value, asr: frame.status, faults: frame.faults }
        })
        return
      case 'presence':
        colleagues.value = frame.colleagues
        presence.value = presenceIn(frame.colleagues.find(({ id }) => id === me.value?.id)) ?? presence.value
        return
      case 'found':
        if (found.value && frame.ask === found.value.ask) found.value = { ...found.value, cards: frame.cards.slice(0, EMPTY.length) }
        if (found.value?.callId !== undefined)
          change(found.value.callId, (call) => {
            name(call, frame.cards.flatMap(({ matter, title }) => (matter === undefined ? [] : [[matter, title] as const])))
          })
        return
      case 'refused':
        refused.value = frame
        if (frame.of === 'summary.confirm') for (const { order } of calls.value) if (order.value === 'sent') order.value = 'open'
        return
      case 'consult': // of `useConsults`
      case 'consult.whom':
      case 'queue': // hand-offs are looked at by themselves, which also tells the server that somebody is there
      case 'pong':
    }
  }

  const of = (id: string) => calls.value.find((call) => call.id === id)

  function change(id: string, how: (call: LiveCall) => void) {
    const call = of(id)
    if (call) how(call)
  }

  /** Takes these for all calls there are: a call that is told anew keeps what the agent did in it. */
  function settle(told: readonly (Call | LiveCall)[]) {
    const before = mine.value
    calls.value = told
      .map((one) => ('callId' in one ? heard(one, of(one.callId)) : one))
      .filter((call) => call.facts.value.state !== 'closed' && (call.facts.value.agent === undefined || isMine(call)))
      .sort((a, b) => a.facts.value.startedAt.localeCompare(b.facts.value.startedAt))
    for (const call of mine.value) if (!before.includes(call)) onCall(call)
  }

  /** Gets all of a call; where that fails, what is there stays, and may be asked for again. */
  async function whole(call: LiveCall): Promise<void> {
    try {
      const answer = await request(wire.fetch ?? window.fetch.bind(window), 'GET', `/api/v1/desk/calls/${encodeURIComponent(call.id)}`)
      const all = wholeOf(await answer.json())
      if (!all) return
      for (const utterance of all.utterances) if (!call.transcript.lines.has(utterance.utteranceId)) call.transcript.hear(utterance)
      const known = call.said.value.map(({ card }) => keyOfCard(card))
      call.said.value = [...call.said.value, ...all.said.filter(({ card }) => !known.includes(keyOfCard(card)))]
      call.notices.value = [...call.notices.value, ...all.notices.filter(({ matter }) => !call.notices.value.some((known) => known.matter === matter))]
      call.cut.value = false
    } catch {
      // it is asked for again with the next older line
    }
  }

  function heard({ utterances, suggestions, ...facts }: Call, known: LiveCall | undefined): LiveCall {
    const call = known ?? {
      id: facts.callId,
      facts: shallowRef<CallFacts>(facts),
      transcript: transcriptOf(utterances),
      cut: shallowRef(utterances.length >= TOLD),
      deck: shallowRef(EMPTY),
      said: shallowRef<readonly Spoken[]>([]),
      reading: shallowRef<Reading>(),
      read: shallowRef<ReadonlySet<string>>(new Set()),
      notices: shallowRef<readonly Notice[]>([]),
      matters: shallowRef<ReadonlyMap<string, string>>(new Map()),
      summary: shallowRef<Summary>(),
      edits: shallowRef<Partial<Draft>>({}),
      order: shallowRef<'open' | 'sent' | { readonly number: string }>('open'),
    }
    call.facts.value = facts
    if (known) known.transcript.hearAgain(utterances)
    const stay = call.deck.value.flatMap((card) => (card && !suggestions.some(({ id }) => id === card.id) ? [card.id] : []))
    call.deck.value = withdrawn(call.deck.value, stay)
    for (const card of suggestions) put(call, card)
    return call
  }

  function show(card: Card) {
    change(card.callId, (call) => {
      if (put(call, card)) onCard(card)
    })
  }

  function name(call: LiveCall, names: readonly (readonly [string, string])[]) {
    if (names.some(([id, known]) => call.matters.value.get(id) !== known)) call.matters.value = new Map([...call.matters.value, ...names])
  }

  /** What a card tells of its matter stays when the card has gone. */
  function learn(call: LiveCall, card: Card) {
    name(call, namesIn(card))
    if (card.matter === undefined || card.materials.length === 0) return
    if (call.reading.value?.matter !== card.matter) call.read.value = new Set()
    call.reading.value = { matter: card.matter, title: card.title, materials: card.materials, card }
  }

  function put(call: LiveCall, card: Card): boolean {
    learn(call, card)
    const key = keyOfCard(card)
    if (done.has(key)) return false
    const isNew = !shownAt.has(key)
    if (isNew) shownAt.set(key, clock())
    call.deck.value = shown(call.deck.value, card)
    return isNew
  }

  /** The call that a card is for: its own, or that in which it was found by hand. */
  const callOf = (card: Card) => of(card.callId === '' ? (found.value?.callId ?? '') : card.callId)

  /** The call to which a notice of that card can be pushed; `within` it where the card is one of what was said there. */
  function pushable(card: Card, within = callOf(card)): LiveCall | undefined {
    const call = card.kind === 'answer' && card.matter !== undefined ? within : undefined
    return call && isMine(call) ? call : undefined
  }

  /** Makes the notice of a card or renews it, and keeps it with the call; rejects when it was not made. */
  async function push(call: LiveCall, card: Card): Promise<Notice> {
    const what = card.callId === '' ? { matter: card.matter ?? '' } : { card: card.id }
    return keep(call, await pushNotice(call.id, what, false, wire.fetch))
  }

  /** Has a notice that was pushed sent by text message; rejects as `push` does. */
  async function text(call: LiveCall, { matter }: Notice): Promise<Notice> {
    return keep(call, await pushNotice(call.id, { matter }, true, wire.fetch))
  }

  function keep(call: LiveCall, notice: Notice): Notice {
    call.notices.value = [notice, ...call.notices.value.filter(({ matter }) => matter !== notice.matter)]
    return notice
  }

  /** What an agent does with a card; `finalText` is what was made of its words. What was found by hand is of no call, and nobody counts it. */
  function judge(card: Card, action: Action, finalText?: string) {
    const call = callOf(card)
    if (action !== 'copied') {
      done.add(keyOfCard(card))
      if (call) call.deck.value = withdrawn(call.deck.value, [card.id])
      if (found.value?.cards?.includes(card) === true) found.value = { ...found.value, cards: found.value.cards.filter((other) => other !== card) }
    }
    if (call && (action === 'adopted' || action === 'edited')) {
      call.said.value = [{ card, text: finalText ?? card.spoken, at: clock() }, ...call.said.value]
      learn(call, card)
    }
    if (card.callId === '') return
    const displayedMs = Math.max(0, clock() - (shownAt.get(keyOfCard(card)) ?? clock()))
    tell({ type: 'suggestion.feedback', id: card.id, callId: card.callId, displayedMs, action, ...(finalText === undefined ? {} : { finalText }) })
  }

  /** Words that no card of the call had, as an expert's answer, stand among what was said all the same. */
  function spoke(callId: string, title: string, text: string) {
    const card: Card = { id: `spoken-${clock()}`, callId: '', basedOn: [], kind: 'answer', title, spoken: text, detail: '', citations: [], materials: [], choices: [], supersedes: [] }
    change(callId, ({ said }) => {
      said.value = [{ card, text, at: clock() }, ...said.value]
    })
  }

  /** Says it now, or when the line is open again. */
  function tell(words: Said) {
    if (!line.say(words)) unsent.push(words)
  }

  /** The agent picked what the caller means; it is heard as if the caller had said it. */
  function choose(card: Card, choice: Choice) {
    const matter = choice.matter ?? card.matter
    if (matter === undefined || card.callId === '') return
    const aspect = choice.aspect ?? card.aspect
    if (!line.say({ type: 'option', callId: card.callId, matter, ...(aspect === undefined ? {} : { aspect }), choice: choice.id })) return
    done.add(keyOfCard(card))
    change(card.callId, (call) => {
      call.deck.value = withdrawn(call.deck.value, [card.id])
    })
  }

  /** Looks for a matter by hand; within a call its cards count as those of the call. */
  function ask(text: string, callId?: string) {
    if (text.trim() === '') {
      found.value = undefined
      return
    }
    found.value = { ask: ++asked, text, ...(callId === undefined ? {} : { callId }) }
    line.say({ type: 'ask', ask: asked, text, ...(callId === undefined ? {} : { callId }) })
  }

  /** Which of the materials have been read out. */
  function readOut(call: LiveCall, ids: Iterable<string>) {
    call.read.value = new Set(ids)
  }

  /** What the agent has made of the draft. */
  function rewrite(call: LiveCall, edits: Partial<Draft>) {
    call.edits.value = edits
  }

  function confirm(call: LiveCall, draft: Draft) {
    refused.value = undefined
    if (line.say({ type: 'summary.confirm', callId: call.id, draft })) call.order.value = 'sent'
  }

  function finish(call: LiveCall) {
    refused.value = undefined
    return line.say({ type: 'wrapup.done', callId: call.id })
  }

  function take(call: LiveCall) {
    refused.value = undefined
    return line.say({ type: 'take', callId: call.id })
  }

  function be(state: Presence) {
    if (line.say({ type: 'presence', state })) presence.value = state
  }

  watch(now, (at) => {
    for (const call of calls.value) {
      const ids = over(call.deck.value, at, (card) => shownAt.get(keyOfCard(card)))
      if (ids.length > 0) call.deck.value = withdrawn(call.deck.value, ids)
    }
  })

  /** Takes whatever callers said from the screen. */
  function forget() {
    line.stop()
    calls.value = []
    found.value = undefined
    refused.value = undefined
    unsent = []
    shownAt.clear()
    done.clear()
  }
  onScopeDispose(forget)

  return {
    line,
    me: shallowReadonly(me),
    supervisor: shallowReadonly(supervisor),
    presence: shallowReadonly(presence),
    colleagues: shallowReadonly(colleagues),
    mine,
    unassigned,
    found: shallowReadonly(found),
    refused,
    of,
    whole,
    judge,
    pushable,
    push,
    text,
    spoke,
    choose,
    ask,
    readOut,
    rewrite,
    confirm,
    finish,
    take,
    be,
    forget,
  }
}

function presenceIn(colleague: Colleague | undefined): Presence | undefined {
  return (['ready', 'away', 'wrapup'] as const).find((state) => state === colleague?.state)
}

/** What a card tells of how matters are called. */
function namesIn({ kind, matter, title, choices }: Card): readonly (readonly [string, string])[] {
  const names: (readonly [string, string])[] = []
  for (const choice of choices) if (choice.matter !== undefined && choice.matter !== matter) names.push([choice.matter, choice.label])
  if (kind === 'item' && matter !== undefined) names.push([matter, title])
  return names
}

export type Calls = ReturnType<typeof useCalls>
