import { afterEach, describe, expect, it } from 'vitest'
import { keyOf } from './keys'

afterEach(() => {
  document.body.innerHTML = ''
})

function press(key: string, within = '', about: KeyboardEventInit = {}) {
  document.body.innerHTML = within
  const target = document.querySelector('[data-here]') ?? document.body
  let meant: ReturnType<typeof keyOf>
  const listen = (event: Event) => {
    meant = keyOf(event as KeyboardEvent)
  }
  document.addEventListener('keydown', listen)
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...about }))
  document.removeEventListener('keydown', listen)
  return meant
}

describe('a key', () => {
  it.each([['1', { name: 'choose', place: 0 }], ['3', { name: 'choose', place: 2 }], ['Enter', { name: 'adopt' }], ['e', { name: 'edit' }], ['C', { name: 'copy' }], ['p', { name: 'push' }], ['Escape', { name: 'away' }], ['/', { name: 'search' }], ['w', { name: 'order' }], ['4', undefined], ['x', undefined]])(
    '%s means what it says',
    (key, meant) => {
      expect(press(key)).toEqual(meant)
    },
  )

  it.each(['<input data-here>', '<textarea data-here></textarea>', '<select data-here></select>', '<div contenteditable><b data-here></b></div>', '<dialog><button data-here></button></dialog>'])('means nothing in %s', (within) => {
    for (const key of ['1', 'e', 'Enter', 'Escape', '/']) expect(press(key, within)).toBeUndefined()
  })

  it('means nothing with Ctrl and its like, held down, or while the input method has it', () => {
    expect(press('c', '', { ctrlKey: true })).toBeUndefined()
    expect(press('c', '', { metaKey: true })).toBeUndefined()
    expect(press('1', '', { repeat: true })).toBeUndefined()
    expect(press('1', '', { isComposing: true })).toBeUndefined()
  })

  it('is left to the control that has the focus', () => {
    expect(press('Enter', '<article><button data-here></button></article>')).toBeUndefined()
    expect(press('Enter', '<details><summary data-here></summary></details>')).toBeUndefined()
    expect(press('Enter', '<article data-here></article>')).toEqual({ name: 'adopt' })
    expect(press('End', '<nav><button data-here></button></nav>')).toBeUndefined()
    expect(press('2', '<button data-here></button>')).toEqual({ name: 'choose', place: 1 })
  })
})
