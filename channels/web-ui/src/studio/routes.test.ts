import { describe, expect, it } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { routes, studioRouter } from './routes'

describe('the addresses of the studio', () => {
  it('take the draft along that is worked in, until it is left', async () => {
    const router = studioRouter(createMemoryHistory())
    await router.push('/drafts?draft=fee')
    await router.push('/releases')
    expect(router.currentRoute.value.fullPath).toBe('/releases?draft=fee')
    await router.push('/drafts?draft=')
    await router.push('/releases')
    expect(router.currentRoute.value.query.draft).toBeUndefined()
  })

  it('all lead somewhere', () => {
    expect(routes.every(({ component, redirect }) => component !== undefined || redirect !== undefined)).toBe(true)
    expect(studioRouter(createMemoryHistory()).resolve('/no/such/page').name).toBe('nowhere')
  })
})
