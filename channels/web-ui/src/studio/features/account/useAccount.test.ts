import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { StaffError, type Account, type StaffApi } from '@/staff/api'
import { useAccount } from './useAccount'

const account: Account = { id: 'a-1', name: 'li.ming', displayName: '李', roles: ['editor'], external: false, secondFactor: false, locked: false }

function setUp({ standing = { stage: 'open', provider: false, account }, sure = true, down = false }: { standing?: Awaited<ReturnType<StaffApi['standing']>>; sure?: boolean; down?: boolean } = {}) {
  const fail = () => Promise.reject(new StaffError(0, undefined, 0))
  const api = { standing: vi.fn(() => (down ? fail() : Promise.resolve(standing))), leave: vi.fn(() => (down ? fail() : Promise.resolve(undefined))) }
  const go = vi.fn()
  return { ...useAccount({ api, mayLeave: () => Promise.resolve(sure), go }), api, go }
}

describe('useAccount', () => {
  it('knows who is in, and nobody whose log-in is not done', async () => {
    const there = setUp()
    const halfway = setUp({ standing: { stage: 'code', provider: false, account } })
    await flushPromises()
    expect([there.account.value?.displayName, halfway.account.value]).toEqual(['李', undefined])
  })

  it('logs out, then leads to the log-in', async () => {
    const { leave, api, go } = setUp()
    await leave()
    expect(api.leave).toHaveBeenCalledOnce()
    expect(go).toHaveBeenCalledWith('/login')
  })

  it('stays with what is not saved, where somebody would rather keep it', async () => {
    const { leave, api, go } = setUp({ sure: false })
    await leave()
    expect(api.leave).not.toHaveBeenCalled()
    expect(go).not.toHaveBeenCalled()
  })

  it('says so where it came to nothing', async () => {
    const { leave, failed, go } = setUp({ down: true })
    await leave()
    expect(failed.value).toBe(true)
    expect(go).not.toHaveBeenCalled()
  })
})
