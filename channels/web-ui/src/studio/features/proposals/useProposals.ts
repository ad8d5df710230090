import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { troubleOf, type Draft, type ProposalPlace, type Proposals, type ProposalState, type StudioError, type StudioServer } from '../../api/server'

/** What the front line proposes to say (口径建议), and what is made of it. One thing at a time. */
export function useProposals({
  server,
  state,
  tell = () => undefined,
}: {
  server: Pick<StudioServer, 'proposals' | 'draftProposal' | 'declineProposal'>
  state: Readonly<Ref<ProposalState>>
  /** Hears how many are open. */
  tell?: (open: number) => void
}) {
  const proposals = shallowRef<Proposals>()
  const trouble = shallowRef<StudioError>()
  /** The one with which something is being done. */
  const busy = shallowRef('')
  let asked = 0

  async function load() {
    const mine = (asked += 1)
    try {
      const found = await server.proposals(state.value)
      if (mine !== asked) return
      proposals.value = found
      trouble.value = undefined
      tell(found.counts.open ?? 0)
    } catch (cause) {
      if (mine === asked) trouble.value = troubleOf(cause)
    }
  }

  /** What came of it; nothing where it came to nothing. What somebody else decided meanwhile is shown then. */
  async function act<T>(id: string, what: () => Promise<T>): Promise<T | undefined> {
    if (busy.value !== '') return undefined
    busy.value = id
    try {
      const done = await what()
      await load()
      return done
    } catch (cause) {
      const why = troubleOf(cause)
      if (why.trouble === 'stale') await load()
      trouble.value = why
      return undefined
    } finally {
      busy.value = ''
    }
  }

  /** Opens a draft with one. */
  const draft = (id: string, place: ProposalPlace): Promise<Draft | undefined> => act(id, () => server.draftProposal(id, place))

  const decline = async (id: string, reason: string): Promise<boolean> => (await act(id, () => server.declineProposal(id, reason).then(() => true))) ?? false

  watch(state, () => void load(), { immediate: true })
  onScopeDispose(() => {
    asked += 1
  })
  return { proposals: shallowReadonly(proposals), trouble: shallowReadonly(trouble), busy: shallowReadonly(busy), load, draft, decline }
}
