import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { pathOf, placeOf, usePlace } from './usePlace'

describe('an address', () => {
  it.each([
    ['/desk', { name: 'desk' }],
    ['/desk.html', { name: 'desk' }],
    ['/desk/', { name: 'desk' }],
    ['/desk/nothing', { name: 'desk' }],
    ['/desk/orders', { name: 'orders' }],
    ['/desk/orders/W-1', { name: 'order', id: 'W-1' }],
    ['/desk/calls', { name: 'calls' }],
    ['/desk/calls/c-1', { name: 'call', id: 'c-1' }],
    ['/desk/board', { name: 'board' }],
  ] as const)('%s is a screen', (path, place) => {
    expect(placeOf(path)).toEqual(place)
    if (path.split('/').length > 2 && !/\/$|nothing/.test(path)) expect(pathOf(place)).toBe(path)
  })
})

it('goes from screen to screen and back', () => {
  const heard = new Map<string, () => void>()
  const site = {
    location: { pathname: '/desk' },
    history: { pushState: vi.fn() },
    addEventListener: (name: string, listen: () => void) => heard.set(name, listen),
    removeEventListener: (name: string) => heard.delete(name),
  }
  const scope = effectScope()
  const desk = scope.run(() => usePlace({ site: site as unknown as Window }))
  desk?.go({ name: 'orders' })
  expect(site.history.pushState).toHaveBeenCalledWith(null, '', '/desk/orders')
  expect(desk?.place.value).toEqual({ name: 'orders' })
  heard.get('popstate')?.()
  expect(desk?.place.value).toEqual({ name: 'desk' })
  scope.stop()
  expect(heard.size).toBe(0)
})
