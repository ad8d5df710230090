import { shallowReadonly, shallowRef } from 'vue'
import { staffApi, type Account, type StaffApi } from '@/staff/api'

/** Who is logged in (登录的人), and logging out, which leads to where one logs in. */
export function useAccount({
  api = staffApi(),
  mayLeave = () => Promise.resolve(true),
  go = (address: string) => {
    window.location.assign(address)
  },
}: {
  api?: Pick<StaffApi, 'standing' | 'leave'>
  /** Asks whoever has typed something that is not saved. */
  mayLeave?: () => Promise<boolean>
  go?: (address: string) => void
} = {}) {
  const account = shallowRef<Account>()
  const failed = shallowRef(false)

  async function look() {
    account.value = await api.standing().then(
      ({ stage, account: known }) => (stage === 'open' ? known : undefined),
      () => account.value, // not to know who it is keeps nobody from working
    )
  }

  async function leave() {
    if (!(await mayLeave())) return
    try {
      await api.leave()
      go('/login')
    } catch {
      failed.value = true
    }
  }

  void look()
  return { account: shallowReadonly(account), failed: shallowReadonly(failed), leave }
}
