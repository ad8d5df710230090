import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { useElderMode, type Memory } from './useElderMode'

const root = document.createElement('html')
const use = (memory: Memory) => effectScope(true).run(() => useElderMode({ root, memory }))

afterEach(() => {
  root.removeAttribute('data-elder')
})

describe('useElderMode', () => {
  it('marks the page and remembers', async () => {
    const memory = { getItem: vi.fn(() => null), setItem: vi.fn() }
    const mode = use(memory)
    expect(root.hasAttribute('data-elder')).toBe(false)

    mode?.toggle()
    await nextTick()
    expect(root.hasAttribute('data-elder')).toBe(true)
    expect(memory.setItem).toHaveBeenCalledWith('banshi.elder-mode', 'on')
  })

  it('comes back as it was left', () => {
    use({ getItem: () => 'on', setItem: () => undefined })
    expect(root.hasAttribute('data-elder')).toBe(true)
  })

  it('works in a browser that forbids remembering', async () => {
    const forbid = () => {
      throw new DOMException('test', 'SecurityError')
    }
    const mode = use({ getItem: forbid, setItem: forbid })
    mode?.toggle()
    await nextTick()
    expect(mode?.elder.value).toBe(true)
    expect(root.hasAttribute('data-elder')).toBe(true)
  })

  it('leaves no mark behind', () => {
    const leaving = effectScope(true)
    leaving.run(() => useElderMode({ root, memory: { getItem: () => 'on', setItem: () => undefined } }))
    leaving.stop()
    expect(root.hasAttribute('data-elder')).toBe(false)
  })
})
