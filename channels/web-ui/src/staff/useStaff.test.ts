import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { staffApi, type Standing } from './api'
import { useStaff } from './useStaff'

/** Where somebody who is in is led to by an address that ends so. */
async function ledTo(search: string): Promise<string[]> {
  const places: string[] = []
  const open: Standing = { stage: 'open', provider: false }
  useStaff({ api: { ...staffApi(), standing: () => Promise.resolve(open) }, search, go: (address) => places.push(address) })
  await flushPromises()
  return places
}

describe('once one is in', () => {
  it.each([
    ['?to=desk', '/desk'],
    ['?to=/desk/orders/GD20261123-000001', '/desk/orders/GD20261123-000001'],
    ['?to=/studio', '/studio'],
    ['?to=%2Fstudio%2Fmatters%2Fidcard-renew', '/studio/matters/idcard-renew'],
  ])('%s leads to %s', async (search, place) => {
    expect(await ledTo(search)).toEqual([place])
  })

  it.each(['', '?to=', '?to=https://example.com', '?to=//example.com', '?to=/studio//example.com', '?to=/studio/..%5C', '?to=/api/staff/v1/session'])('“%s” leads nowhere', async (search) => {
    expect(await ledTo(search)).toEqual([])
  })
})
