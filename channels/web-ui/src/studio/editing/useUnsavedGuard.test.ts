import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { leaves, useUnsavedGuard } from './useUnsavedGuard'

it.each([
  ['/matters/a', '/matters/b', true],
  ['/matters/a?draft=x', '/matters/a?draft=y', true],
  ['/file?file=a', '/file?file=b', true],
  ['/matters/a', '/matters/a#fee', false],
])('from %s to %s leaves: %s', (from, to, left) => {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)', component: {} }] })
  expect(leaves(router.resolve(to), router.resolve(from))).toBe(left)
})

describe('useUnsavedGuard', () => {
  async function setUp({ leave = false } = {}) {
    const [dirty, saving] = [shallowRef(true), shallowRef(false)]
    const ask = vi.fn(() => Promise.resolve(leave))
    const page = new EventTarget()
    const Form = defineComponent(() => {
      useUnsavedGuard({ dirty, saving, ask, page })
      return () => h('form')
    })
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/form', component: Form }, { path: '/other', component: { render: () => h('p') } }] })
    await router.push('/form')
    const app = mount(RouterView, { global: { plugins: [router] } })
    const close = () => {
      const event = new Event('beforeunload', { cancelable: true })
      page.dispatchEvent(event)
      return event.defaultPrevented
    }
    return { dirty, saving, ask, router, app, close }
  }

  it('asks before unsaved changes are left, and stays where it is told to', async () => {
    const { ask, router } = await setUp()
    await router.push('/other')
    expect(ask).toHaveBeenCalledOnce()
    expect(router.currentRoute.value.path).toBe('/form')
  })

  it('leaves where it is told to, and asks nothing where nothing is unsaved', async () => {
    const told = await setUp({ leave: true })
    await told.router.push('/other')
    expect(told.router.currentRoute.value.path).toBe('/other')
    const clean = await setUp()
    clean.dirty.value = false
    await clean.router.push('/other')
    expect(clean.ask).not.toHaveBeenCalled()
    expect(clean.router.currentRoute.value.path).toBe('/other')
  })

  it('asks once, though the way leads on to another address', async () => {
    const { ask, router } = await setUp({ leave: true })
    router.beforeEach((to) => to.query.draft !== undefined || { ...to, query: { draft: 'd-1' } })
    await router.push('/other')
    expect(ask).toHaveBeenCalledOnce()
    expect(router.currentRoute.value.fullPath).toBe('/other?draft=d-1')
  })

  it('lets a save go on in the draft that it opened', async () => {
    const { saving, ask, router } = await setUp()
    saving.value = true
    await router.replace('/form?draft=d-1')
    expect(ask).not.toHaveBeenCalled()
    expect(router.currentRoute.value.query.draft).toBe('d-1')
  })

  it('holds the closing of the tab back, as long as the form is there', async () => {
    const { dirty, app, close } = await setUp()
    expect(close()).toBe(true)
    dirty.value = false
    expect(close()).toBe(false)
    dirty.value = true
    app.unmount()
    expect(close()).toBe(false)
  })
})
