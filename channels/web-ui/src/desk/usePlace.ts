import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'

/** Which of the desk's screens is shown (页面). */
export type Place = { readonly name: 'desk' | 'orders' | 'calls' | 'board' | 'consults' } | { readonly name: 'order' | 'call'; readonly id: string }

/** The screen that an address means; whatever is not known is the desk. */
export function placeOf(path: string): Place {
  const [, screen, id] = /^\/desk\/(orders|calls|board|consults)(?:\/([^/]+))?\/?$/.exec(path) ?? []
  if (screen === 'orders' || screen === 'calls') return id === undefined ? { name: screen } : { name: screen === 'orders' ? 'order' : 'call', id: decodeURIComponent(id) }
  return { name: screen === 'board' || screen === 'consults' ? screen : 'desk' }
}

export function pathOf(place: Place): string {
  if (place.name === 'desk') return '/desk'
  return 'id' in place ? `/desk/${place.name}s/${encodeURIComponent(place.id)}` : `/desk/${place.name}`
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
