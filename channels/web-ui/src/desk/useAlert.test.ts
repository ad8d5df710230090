import { effectScope, nextTick, shallowRef } from 'vue'
import { expect, it, vi } from 'vitest'
import { memoryIn } from '@/memory'
import { useAlert } from './useAlert'

it('says nothing until it is wanted; then rings, shows how many wait, and remembers it', async () => {
  const memory = memoryIn(() => window.localStorage)
  const scope = effectScope(true)
  const waiting = shallowRef(2)
  const ring = vi.fn()
  const page = { title: '' }
  const set = () => scope.run(() => useAlert({ waiting, memory, ring, page })) ?? expect.unreachable()
  const { on, toggle, somebodyCame } = set()
  somebodyCame()
  expect(page.title).toBe('坐席接待')
  expect(ring).not.toHaveBeenCalled()

  toggle()
  await nextTick()
  expect(page.title).toBe('(2) 坐席接待')
  expect(ring).toHaveBeenCalledTimes(1)
  somebodyCame()
  expect(ring).toHaveBeenCalledTimes(2)
  waiting.value = 0
  await nextTick()
  expect(page.title).toBe('坐席接待')
  expect(set().on.value).toBe(true)

  toggle()
  expect(on.value).toBe(false)
  expect(set().on.value).toBe(false)
  scope.stop()
})
