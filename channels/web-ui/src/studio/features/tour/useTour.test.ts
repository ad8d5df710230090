import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { STEPS, useTour } from './useTour'

afterEach(() => {
  document.body.innerHTML = ''
})

const step = (name: (typeof STEPS)[number]) => STEPS.indexOf(name)
const show = (name: string) => {
  document.body.innerHTML = `<p data-tour="${name}"></p>`
}

async function setUp({ seen = null as string | null, mayLeave = true, patienceMs = 60_000 } = {}) {
  const screen = { template: '<p />' }
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/matters', name: 'matters', component: screen }, { path: '/matters/:id', name: 'matter', component: screen }, { path: '/drafts', name: 'drafts', component: screen }] })
  await router.push('/drafts')
  router.beforeEach(() => mayLeave)
  const memory = { read: () => seen, write: vi.fn(() => true) }
  const tour = effectScope(true).run(() =>
    useTour({
      places: { list: () => ({ name: 'matters' }), form: () => ({ name: 'matter', params: { id: 'm' } }) },
      here: () => router.currentRoute.value.name,
      go: (to) => router.push(to),
      memory,
      patienceMs,
    }),
  )
  if (!tour) throw new Error('the scope did not run')
  return { tour, router, memory }
}

describe('the tour', () => {
  it('is offered once in a browser, and started whenever asked for', async () => {
    const first = await setUp()
    first.tour.offer()
    expect(first.tour.open.value).toBe(true)
    expect(first.memory.write).toHaveBeenCalledWith('banshi.studio.tour', 'seen')
    const again = await setUp({ seen: 'seen' })
    again.tour.offer()
    expect([again.tour.open.value, again.tour.started.value]).toEqual([false, false])
    again.tour.start()
    expect(again.tour.open.value).toBe(true)
  })

  it('goes to the screen of a step, and on when what it points at is there', async () => {
    const { tour, router } = await setUp()
    tour.start()
    void tour.to(step('form'))
    await flushPromises()
    expect(router.currentRoute.value.fullPath).toBe('/matters/m')
    expect(tour.current.value).toBe(0)
    show('form')
    await flushPromises()
    expect(tour.current.value).toBe(step('form'))
    show('preview')
    await tour.to(step('preview'))
    expect(tour.current.value).toBe(step('preview'))
  })

  it('goes on without it where it does not come', async () => {
    const { tour } = await setUp({ patienceMs: 0 })
    tour.start()
    await tour.to(step('list'))
    expect(tour.current.value).toBe(step('list'))
  })

  it('stays where somebody would not leave what is not saved, and where it was closed meanwhile', async () => {
    const { tour, router } = await setUp({ mayLeave: false })
    tour.start()
    await tour.to(step('list'))
    expect([tour.current.value, router.currentRoute.value.name]).toEqual([0, 'drafts'])
    const closed = await setUp()
    closed.tour.start()
    const going = closed.tour.to(step('list'))
    await flushPromises()
    closed.tour.close()
    await going
    expect([closed.tour.current.value, closed.tour.open.value]).toEqual([0, false])
  })
})
