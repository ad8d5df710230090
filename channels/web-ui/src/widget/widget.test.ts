import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { install, type GovChat } from './widget'

const HOME = 'https://banshi.example.gov.cn'
let chat: GovChat
let ready: () => void

const button = () => document.querySelector<HTMLButtonElement>('button[aria-label="办事咨询"]')
const frame = () => document.querySelector('iframe')
const shown = () => frame()?.style.display === 'block'
/** What stands in for the chat in each frame: happy-dom is to load none. */
const chats = new WeakMap<object, { postMessage: ReturnType<typeof vi.fn> }>()
function chatIn(here: HTMLIFrameElement | null) {
  if (!here) return undefined
  const inside = chats.get(here) ?? { postMessage: vi.fn() }
  chats.set(here, inside)
  return inside
}
const inside = () => chatIn(frame())
const hear = (govchat: string, origin = HOME, source: unknown = inside()) =>
  window.dispatchEvent(new MessageEvent('message', { data: { govchat }, origin, source: source as Window }))

beforeEach(() => {
  document.body.innerHTML = '<a href="#" id="before">前面</a>'
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: false, addEventListener: () => undefined } as unknown as MediaQueryList)
  ready = vi.fn<() => void>()
  window.addEventListener('govchat:ready', ready, { once: true })
  vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockImplementation(function (this: HTMLIFrameElement) {
    return chatIn(this) as unknown as Window & typeof globalThis
  })
  chat = install(`${HOME}/chat/widget.js`)
})

afterEach(() => {
  document.body.innerHTML = ''
  delete window.$govChat
})

describe('the widget', () => {
  it('says that it is there, and loads no chat before it is opened', () => {
    expect(ready).toHaveBeenCalledOnce()
    expect(window.$govChat).toBe(chat)
    expect(frame()).toBeNull()
    expect(button()?.getAttribute('aria-expanded')).toBe('false')
  })

  it('opens the chat from where the script came, and says on whose page', () => {
    button()?.click()
    const address = new URL(frame()?.src ?? '')
    expect(address.origin + address.pathname).toBe(`${HOME}/chat/`)
    expect(Object.fromEntries(address.searchParams)).toEqual({ embed: '1', host: window.location.origin })
    expect(frame()?.title).toBe('办事咨询')
    expect(shown()).toBe(true)
    expect(document.activeElement).toBe(frame())
  })

  it('closes by Escape, by word from the chat, by the page, and gives the focus back', () => {
    for (const close of [() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })), () => hear('close'), chat.close, chat.toggle]) {
      document.getElementById('before')?.focus()
      chat.open()
      expect(shown()).toBe(true)
      close()
      expect(shown()).toBe(false)
      expect(document.activeElement?.id).toBe('before')
    }
    expect(document.querySelectorAll('iframe')).toHaveLength(1)
  })

  it('listens to nobody but its own frame', () => {
    chat.open()
    hear('close', 'https://evil.example')
    hear('close', HOME, window)
    window.dispatchEvent(new MessageEvent('message', { data: null, origin: HOME, source: inside() as unknown as Window }))
    expect(shown()).toBe(true)
  })

  it('speaks to nobody but its own server, once the chat listens', () => {
    chat.open()
    chat.reset()
    expect(inside()?.postMessage).not.toHaveBeenCalled()
    hear('ready')
    chat.reset()
    expect(inside()?.postMessage.mock.calls).toEqual([
      [{ govchat: 'focus' }, HOME],
      [{ govchat: 'reset' }, HOME],
    ])
  })
})
