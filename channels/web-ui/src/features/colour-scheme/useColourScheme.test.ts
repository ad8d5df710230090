import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { noMemory } from '@/memory'
import { useColourScheme } from './useColourScheme'

function setUp(remembered: string | null = null) {
  const page = document.createElement('head')
  page.innerHTML = readFileSync('head.html', 'utf8')
  const memory = { ...noMemory, read: () => remembered, write: vi.fn(() => true) }
  const scope = effectScope(true)
  const colours = scope.run(() => useColourScheme({ page, memory }))
  if (!colours) throw new Error('the scope did not run')
  const media = () => [...page.querySelectorAll('[media]')].map((part) => part.getAttribute('media'))
  return { ...colours, memory, scope, media }
}

describe('useColourScheme', () => {
  it('follows the system unless told otherwise, as our pages do before any script', () => {
    const untouched = setUp()
    expect(untouched.scheme.value).toBe('system')
    expect(new Set(untouched.media())).toEqual(new Set(['screen and (prefers-color-scheme: dark)']))
    expect(untouched.media()).toHaveLength(2)
  })

  it.each([
    ['light', 'not all'],
    ['dark', 'screen'],
    ['system', 'screen and (prefers-color-scheme: dark)'],
  ] as const)('%s makes the dark sheet hold when “%s”, and remembers', async (chosen, when) => {
    const { choose, media, memory } = setUp('dark')
    choose(chosen)
    await nextTick()
    expect(new Set(media())).toEqual(new Set([when]))
    expect(memory.write).toHaveBeenCalledWith('banshi.colours', chosen)
  })

  it('comes back as it was left', () => {
    expect(setUp('dark').media()).toContain('screen')
    expect(setUp('purple').scheme.value).toBe('system')
  })

  it('goes with its scope', () => {
    const { scope, media } = setUp('light')
    scope.stop()
    expect(media()).toContain('screen and (prefers-color-scheme: dark)')
  })
})
