import { onScopeDispose, watch, type Ref } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate, type RouteLocationNormalized } from 'vue-router'

/** Whether going from one address to another leaves what is being edited. Opening a draft to save into does not. */
export function leaves(to: Pick<RouteLocationNormalized, 'path' | 'query'>, from: Pick<RouteLocationNormalized, 'path' | 'query'>): boolean {
  return to.path !== from.path || to.query.draft !== from.query.draft || to.query.file !== from.query.file
}

/** Asks before a page with unsaved changes is left, by a link, by another draft, or by closing the tab. */
export function useUnsavedGuard({
  dirty,
  saving,
  ask,
  page = window,
}: {
  dirty: Readonly<Ref<boolean>>
  saving: Readonly<Ref<boolean>>
  /** Whether to leave all the same. */
  ask: () => Promise<boolean>
  page?: Pick<Window, 'addEventListener' | 'removeEventListener'>
}) {
  /** Said yes to already: where the way goes on to another address, nobody is asked twice. */
  let leaving = false
  async function mayLeave(to: RouteLocationNormalized, from: RouteLocationNormalized) {
    if (!dirty.value || saving.value || leaving || !leaves(to, from)) return true
    leaving = await ask()
    return leaving
  }
  watch(dirty, (now) => {
    if (!now) leaving = false
  })
  onBeforeRouteLeave(mayLeave)
  onBeforeRouteUpdate(mayLeave)

  function onClose(event: Event) {
    if (dirty.value) event.preventDefault()
  }
  page.addEventListener('beforeunload', onClose)
  onScopeDispose(() => {
    page.removeEventListener('beforeunload', onClose)
  })
}
