import { inject, shallowReadonly, shallowRef, type InjectionKey } from 'vue'
import type { StudioServer } from '../../api/server'

/** How many proposals wait for somebody (待看的一线建议), for the navigation; nothing is told where it cannot be known. */
export function useOpenProposals({ server }: { server: Pick<StudioServer, 'proposals'> }) {
  const count = shallowRef(0)

  function tell(now: number) {
    count.value = now
  }

  void server.proposals('open').then(
    ({ counts }) => {
      tell(counts.open ?? 0)
    },
    () => undefined, // whoever may not see them is told so on their page
  )
  return { count: shallowReadonly(count), tell }
}

export const openProposalsKey: InjectionKey<ReturnType<typeof useOpenProposals>> = Symbol('open proposals')

/** Tells the navigation, where there is one. */
export const useOpenProposalsTeller = () => inject(openProposalsKey, undefined)?.tell ?? (() => undefined)
