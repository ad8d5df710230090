import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { noMemory, type Memory } from '@/memory'
import { useElderMode } from './useElderMode'

const root = document.createElement('html')
const use = (memory: Memory, always = false) => effectScope(true).run(() => useElderMode({ root, memory, always }))

afterEach(() => {
  root.removeAttribute('data-elder')
})

describe('useElderMode', () => {
  it('marks the page and remembers', async () => {
    const memory = { ...noMemory, write: vi.fn(() => true) }
    const mode = use(memory)
    expect(root.hasAttribute('data-elder')).toBe(false)

    mode?.toggle()
    await nextTick()
    expect(root.hasAttribute('data-elder')).toBe(true)
    expect(memory.write).toHaveBeenCalledWith('banshi.elder-mode', 'on')
  })

  it('comes back as it was left', () => {
    use({ ...noMemory, read: () => 'on' })
    expect(root.hasAttribute('data-elder')).toBe(true)
  })

  it('is on from the start where it always is', () => {
    use(noMemory, true)
    expect(root.hasAttribute('data-elder')).toBe(true)
  })

  it('leaves no mark behind', () => {
    const leaving = effectScope(true)
    leaving.run(() => useElderMode({ root, memory: { ...noMemory, read: () => 'on' } }))
    leaving.stop()
    expect(root.hasAttribute('data-elder')).toBe(false)
  })
})
