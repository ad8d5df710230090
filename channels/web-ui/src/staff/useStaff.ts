import { computed, shallowReadonly, shallowRef } from 'vue'
import { StaffError, staffApi, type Standing, type StaffApi } from './api'
import { fill, words } from './words'

const DESK = '/desk'
const OURS = /^\/(?:studio|desk)(?:\/[\w-]+)*$/

/** Where a page of ours leads to once one is in; anything else leads nowhere. */
function placeOf(wish: string | null): string | undefined {
  if (wish === 'desk') return DESK
  return wish !== null && OURS.test(wish) ? wish : undefined
}

/** What somebody is told when a call came to nothing. */
export function complaintOf(cause: unknown): string {
  if (!(cause instanceof StaffError) || cause.status === 0 || cause.status >= 500) return words.problem.unreachable
  if (cause.status === 429) return fill(words.problem.wait, { minutes: Math.max(1, Math.ceil(cause.seconds / 60)) })
  if (cause.detail !== undefined) return cause.detail
  if (cause.status === 422) return words.problem.proof
  return cause.status === 401 ? words.problem.over : words.problem.role
}

/** How far somebody's log-in is (登录进度), and what is done about it. */
export function useStaff({
  api = staffApi(),
  search = window.location.search,
  go = (address: string) => {
    window.location.assign(address)
  },
}: { api?: StaffApi; search?: string; go?: (address: string) => void } = {}) {
  const query = new URLSearchParams(search)
  const standing = shallowRef<Standing>()
  const complaint = shallowRef(query.get('problem') === 'sso' ? words.problem.sso : '')
  const busy = shallowRef(false)
  const stage = computed(() => standing.value?.stage)

  function arrive(now: Standing) {
    standing.value = now
    const place = placeOf(query.get('to'))
    if (now.stage === 'open' && place !== undefined) go(place)
  }

  /** Does one thing at a time; false if it came to nothing, and says why. */
  async function attempt(deed: () => Promise<Standing | undefined>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    complaint.value = ''
    try {
      const now = await deed()
      if (now) arrive(now)
      return true
    } catch (cause) {
      complaint.value = complaintOf(cause)
      if (cause instanceof StaffError && cause.status === 401) standing.value = await api.standing().catch(() => undefined)
      return false
    } finally {
      busy.value = false
    }
  }

  async function look() {
    const said = complaint.value
    if ((await attempt(api.standing)) && said) complaint.value = said
  }

  async function leave() {
    await attempt(async () => {
      await api.leave()
      return api.standing()
    })
  }

  void look()
  return { api, standing: shallowReadonly(standing), stage, complaint: shallowReadonly(complaint), busy: shallowReadonly(busy), attempt, look, leave }
}

export type Staff = ReturnType<typeof useStaff>
