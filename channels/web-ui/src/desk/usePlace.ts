import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'

/** Which of the desk's screens is shown (页面). */
export type Place = { readonly name: 'desk' | 'orders' | 'board' | 'consults' } | { readonly name: 'order'; readonly id: string }

/** The screen that an address means; whatever is not known is the desk. */
export function placeOf(path: string): Place {
  const [, screen, id] = /^\/desk\/(orders|board|consults)(?:\/([^/]+))?\/?$/.exec(path) ?? []
  if (screen === 'orders') return id === undefined ? { name: 'orders' } : { name: 'order', id: decodeURIComponent(id) }
  return { name: screen === 'board' || screen === 'consults' ? screen : 'desk' }
}

export function pathOf(place: Place): string {
  if (place.name === 'desk') return '/desk'
  return place.name === 'order' ? `/desk/orders/${encodeURIComponent(place.id)}` : `/desk/${place.name}`
}

/** Goes from screen to screen without leaving the page, so that a call goes on meanwhile. */
export function usePlace({ site = window }: { site?: Pick<Window, 'location' | 'history' | 'addEventListener' | 'removeEventListener'> } = {}) {
  const place = shallowRef(placeOf(site.location.pathname))

  function go(to: Place) {
    site.history.pushState(null, '', pathOf(to))
    place.value = to
  }

  function onBack() {
    place.value = placeOf(site.location.pathname)
  }

  site.addEventListener('popstate', onBack)
  onScopeDispose(() => {
    site.removeEventListener('popstate', onBack)
  })
  return { place: shallowReadonly(place), go }
}
