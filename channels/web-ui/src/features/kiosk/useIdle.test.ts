import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { useIdle } from './useIdle'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setUp(on = true) {
  const watching = shallowRef(on)
  const onIdle = vi.fn()
  const target = new EventTarget()
  const scope = effectScope(true)
  const idle = scope.run(() => useIdle({ watching, onIdle, target }))
  if (!idle) throw new Error('the scope did not run')
  const pass = (seconds: number) => {
    vi.advanceTimersByTime(seconds * 1000)
  }
  return { ...idle, watching, onIdle, target, scope, pass }
}

describe('useIdle', () => {
  it('warns for twenty seconds, counting down, and calls after sixty', () => {
    const { pass, secondsLeft, onIdle } = setUp()
    pass(39)
    expect(secondsLeft.value).toBeUndefined()
    pass(1)
    expect(secondsLeft.value).toBe(20)
    pass(19)
    expect(secondsLeft.value).toBe(1)
    expect(onIdle).not.toHaveBeenCalled()
    pass(1)
    expect(onIdle).toHaveBeenCalledOnce()
    expect(secondsLeft.value).toBeUndefined()
  })

  it.each(['pointerdown', 'keydown', 'wheel'])('begins anew at a %s', (sign) => {
    const { pass, secondsLeft, onIdle, target } = setUp()
    pass(39)
    target.dispatchEvent(new Event(sign))
    pass(39)
    expect(secondsLeft.value).toBeUndefined()
    pass(20)
    expect(onIdle).not.toHaveBeenCalled()
  })

  it('keeps the warning through a touch, which may be on one of its buttons, until told to stay', () => {
    const { pass, secondsLeft, onIdle, target, stay } = setUp()
    pass(50)
    target.dispatchEvent(new Event('pointerdown'))
    expect(secondsLeft.value).toBe(10)
    stay()
    expect(secondsLeft.value).toBeUndefined()
    pass(59)
    expect(onIdle).not.toHaveBeenCalled()
  })

  it('does not count while there is nothing to clear', async () => {
    const { pass, onIdle, watching } = setUp(false)
    pass(120)
    expect(onIdle).not.toHaveBeenCalled()
    watching.value = true
    await nextTick()
    pass(60)
    expect(onIdle).toHaveBeenCalledOnce()
  })

  it('ends with its scope', () => {
    const { pass, onIdle, scope } = setUp()
    scope.stop()
    pass(120)
    expect(onIdle).not.toHaveBeenCalled()
  })
})
