import { beforeEach, describe, expect, it } from 'vitest'
import { deviceMemory, memoryIn, noMemory } from './memory'

beforeEach(() => {
  window.localStorage.clear()
})

describe('memory', () => {
  it('keeps, tells and forgets', () => {
    expect(deviceMemory.write('a', '1')).toBe(true)
    expect(deviceMemory.read('a')).toBe('1')
    deviceMemory.forget('a')
    expect(deviceMemory.read('a')).toBeNull()
  })

  it('keeps nothing, and does not fail, in a browser that forbids it', () => {
    const forbidden = memoryIn(() => {
      throw new DOMException('test', 'SecurityError')
    })
    expect(forbidden.write('a', '1')).toBe(false)
    expect(forbidden.read('a')).toBeNull()
    forbidden.forget('a')
  })

  it('keeps nothing where nothing may be kept', () => {
    expect(noMemory.write('a', '1')).toBe(false)
    expect(noMemory.read('a')).toBeNull()
  })
})
