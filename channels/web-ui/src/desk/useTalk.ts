import { computed, onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { troubleOf, type Opened, type StaffDesk, type Trouble, type Waiting } from './api'

/** What staff do with a hand-off. */
export type Deed = 'take' | 'say' | 'close'

/** A deed that came to nothing. */
export interface Problem {
  readonly deed: Deed
  readonly trouble: Exclude<Trouble, 'login' | 'role'>
}

/**
 * The hand-off that is open on the right: what was said, what is being typed, and what is done with it. What is typed is kept for each
 * hand-off until it is sent or the hand-off is ended here.
 */
export function useTalk({
  desk,
  onShutOut,
  onChange,
}: {
  desk: StaffDesk
  onShutOut: (why: 'expired' | 'role') => void
  /** Something was done, or was found to have been done by somebody else. */
  onChange: () => void
}) {
  const id = shallowRef<string>()
  const opened = shallowRef<Opened>()
  /** Why what is shown may be old. */
  const stale = shallowRef<Exclude<Trouble, 'login' | 'role'>>()
  const problem = shallowRef<Problem>()
  const busy = shallowRef<Deed>()
  /** Which of those that are taken are one's own. */
  const mine = shallowRef<readonly string[]>([])
  const drafts = shallowRef<Readonly<Record<string, string>>>({})
  const draft = computed({
    get: () => drafts.value[id.value ?? ''] ?? '',
    set: (text) => {
      if (id.value !== undefined) write(id.value, text)
    },
  })
  let asked = 0
  let answered = 0
  let disposed = false

  function show(wanted: string) {
    if (wanted === id.value) return
    leave()
    id.value = wanted
    void look()
  }

  function leave() {
    id.value = undefined
    opened.value = undefined
    stale.value = undefined
    problem.value = undefined
  }

  /** Looks again; an answer that was overtaken by a later one is not shown. */
  async function look() {
    const wanted = id.value
    if (wanted === undefined) return
    const turn = ++asked
    const isLate = () => disposed || turn < answered || id.value !== wanted
    try {
      const found = await desk.open(wanted)
      if (isLate()) return
      answered = turn
      stale.value = undefined
      know([found.handoff])
      if (!isSame(found, opened.value)) opened.value = found
    } catch (cause) {
      if (isLate()) return
      answered = turn
      const trouble = troubleOf(cause)
      if (trouble === 'login' || trouble === 'role') onShutOut(trouble === 'login' ? 'expired' : trouble)
      else stale.value = trouble
    }
  }

  /** Looks again unless an answer is still awaited. */
  async function lookIfIdle() {
    if (asked === answered) await look()
  }

  async function attempt(deed: Deed, work: (to: string) => Promise<void>): Promise<boolean> {
    const to = id.value
    if (to === undefined || busy.value) return false
    busy.value = deed
    problem.value = undefined
    try {
      await work(to)
      return true
    } catch (cause) {
      const trouble = troubleOf(cause)
      if (trouble === 'login' || trouble === 'role') {
        onShutOut(trouble === 'login' ? 'expired' : trouble)
        return false
      }
      if (id.value === to) problem.value = { deed, trouble }
      return false
    } finally {
      busy.value = undefined
      void look()
      onChange()
    }
  }

  /** Takes it; true if it is one's own now. */
  function take(): Promise<boolean> {
    return attempt('take', async (to) => {
      await desk.take(to)
      claim([...mine.value, to])
    })
  }

  /** Goes on with one that a colleague has. */
  function join(): Promise<boolean> {
    return attempt('take', async (to) => {
      await desk.takeOver(to)
      claim([...mine.value, to])
    })
  }

  /** As the server tells whose they are. */
  function know(items: readonly Waiting[]) {
    const others = mine.value.filter((one) => !items.some((item) => item.id === one))
    claim([...others, ...items.filter((item) => item.mine === true && item.state === 'taken').map((item) => item.id)])
  }

  /** Sends what was typed; it stays typed until the server has it. */
  function say(): Promise<boolean> {
    const text = draft.value.trim()
    if (text === '') return Promise.resolve(false)
    return attempt('say', async (to) => {
      await desk.say(to, text)
      write(to, '')
    })
  }

  /** Ends it, back to the assistant; also after a call. */
  function close(): Promise<boolean> {
    return attempt('close', async (to) => {
      await desk.close(to)
      write(to, '')
      claim(mine.value.filter((other) => other !== to))
      if (id.value === to) leave()
    })
  }

  function write(to: string, text: string) {
    drafts.value = { ...drafts.value, [to]: text }
  }

  function claim(ids: readonly string[]) {
    mine.value = ids
  }

  onScopeDispose(() => {
    disposed = true
  })
  return {
    id: shallowReadonly(id),
    opened: shallowReadonly(opened),
    stale: shallowReadonly(stale),
    problem: shallowReadonly(problem),
    busy: shallowReadonly(busy),
    mine: shallowReadonly(mine),
    draft,
    show,
    leave,
    look,
    lookIfIdle,
    take,
    join,
    know,
    say,
    close,
  }
}

/** Whether nothing is new, the counting of seconds aside. */
function isSame(one: Opened, other: Opened | undefined): boolean {
  const told = ({ handoff, turns, messages }: Opened) => JSON.stringify([{ ...handoff, waitedSeconds: 0 }, turns, messages])
  return other !== undefined && told(one) === told(other)
}
