import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { useEmbed } from './useEmbed'

const HOST = 'https://city.example.gov.cn'

function setUp(search: string, framed = true) {
  const parent = { postMessage: vi.fn() }
  const frame = Object.assign(new EventTarget(), { parent: framed ? parent : window, location: { search } }) as unknown as Window
  const onReset = vi.fn()
  const onFocus = vi.fn()
  let embed: ReturnType<typeof useEmbed> | undefined
  const page = mount(
    defineComponent({
      setup: () => {
        embed = useEmbed({ onReset, onFocus, frame })
        return () => null
      },
    }),
  )
  if (!embed) throw new Error('not set up')
  const hear = (govchat: string, origin = HOST, source: unknown = parent) =>
    frame.dispatchEvent(new MessageEvent('message', { data: { govchat }, origin, source: source as Window }))
  return { ...embed, parent, frame, onReset, onFocus, hear, page }
}

const search = `?embed=1&host=${encodeURIComponent(HOST)}`

describe('useEmbed', () => {
  it('tells the page around it that it is ready, and when to close', () => {
    const { parent, embedded, close, frame } = setUp(search)
    expect(embedded).toBe(true)
    close()
    frame.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
    expect(parent.postMessage.mock.calls).toEqual([
      [{ govchat: 'ready' }, HOST],
      [{ govchat: 'close' }, HOST],
      [{ govchat: 'close' }, HOST],
    ])
  })

  it('obeys that page and nobody else', () => {
    const { hear, onReset, onFocus, page } = setUp(search)
    hear('reset', 'https://evil.example')
    hear('reset', HOST, {})
    expect(onReset).not.toHaveBeenCalled()
    hear('reset')
    hear('focus')
    expect(onReset).toHaveBeenCalledOnce()
    expect(onFocus).toHaveBeenCalledOnce()
    page.unmount()
    hear('reset')
    expect(onReset).toHaveBeenCalledOnce()
  })

  it.each([
    ['is not asked for', '', true],
    ['names no page', '?embed=1', true],
    ['names anything', '?embed=1&host=*', true],
    ['stands in no frame', search, false],
  ])('is an ordinary page where embedding %s', (_, asked, framed) => {
    const { embedded, close, parent } = setUp(asked, framed)
    expect(embedded).toBe(false)
    close()
    expect(parent.postMessage).not.toHaveBeenCalled()
  })
})
