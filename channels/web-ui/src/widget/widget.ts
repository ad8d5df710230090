/*
 * The chat on somebody else's page (嵌入组件): <script async src="https://…/widget.js"></script>. A button in the corner, and the chat in
 * a frame that is loaded when it is first opened. Styles are set one by one, so that no policy of the page's forbids them.
 */

/** What the page may set before the script, as `window.govChatSettings`. */
export interface GovChatSettings {
  /** What the button says to a screen reader, and the frame is called. */
  readonly title?: string
  readonly side?: 'left' | 'right'
  /** Open from the start. */
  readonly open?: boolean
}

export interface GovChat {
  readonly toggle: () => void
  readonly open: () => void
  readonly close: () => void
  /** Forgets the conversation. */
  readonly reset: () => void
}

declare global {
  interface Window {
    govChatSettings?: GovChatSettings
    $govChat?: GovChat
  }
}

const TOP = '2147483000'
const ICON =
  'M5 4.500h14a2 2 0 0 1 2 2v8.500a2 2 0 0 1-2 2h-7.500L7 21v-4H5a2 2 0 0 1-2-2V6.500a2 2 0 0 1 2-2Z M8.5 10.800l2.5 2.500 4.500-4.700'

/** Puts the button into the page; `script` is where this came from, and with that where the chat is. */
export function install(script: string, page: Window = window): GovChat {
  const { document } = page
  const { title = '办事咨询', side = 'right', open: openAtOnce = false } = page.govChatSettings ?? {}
  const home = new URL('./', script)
  const narrow = page.matchMedia('(max-width: 480px)')
  let frame: HTMLIFrameElement | undefined
  let ready = false
  let shown = false
  let before: Element | null = null

  const button = document.createElement('button')
  button.type = 'button'
  button.setAttribute('aria-label', title)
  button.setAttribute('aria-expanded', 'false')
  style(button, {
    ...{ position: 'fixed', bottom: '20px', [side]: '20px', zIndex: TOP, width: '60px', height: '60px', padding: '16px', border: '0' },
    ...{ borderRadius: '50%', background: '#1f5fbf', color: '#fff', cursor: 'pointer', boxShadow: '0 6px 24px rgba(12,34,74,.35)' },
  })
  button.append(drawing(document))
  button.addEventListener('click', toggle)

  function load(): HTMLIFrameElement {
    const made = document.createElement('iframe')
    made.title = title
    const address = new URL(home)
    address.search = String(new URLSearchParams({ embed: '1', host: page.location.origin }))
    made.src = address.href
    document.body.append(made)
    lay(made)
    return made
  }

  /** A sheet in the corner, or the whole screen of a phone. */
  function lay(made: HTMLIFrameElement) {
    style(made, {
      ...{ position: 'fixed', zIndex: TOP, border: '0', background: '#f3f6fb', colorScheme: 'normal', display: shown ? 'block' : 'none' },
      ...(narrow.matches
        ? { bottom: '0', [side]: '0', width: '100%', height: '100%', borderRadius: '0', boxShadow: 'none' }
        : {
            ...{ bottom: '20px', [side]: '20px', width: '400px', height: 'min(720px, calc(100vh - 40px))', borderRadius: '16px' },
            ...{ boxShadow: '0 12px 48px rgba(12,34,74,.35)' },
          }),
    })
  }

  function show(on: boolean) {
    if (on === shown) return
    if (on) before = document.activeElement
    shown = on
    frame ??= load()
    lay(frame)
    button.style.display = on ? 'none' : 'block'
    button.setAttribute('aria-expanded', String(on))
    if (on) {
      frame.focus()
      tell('focus')
    } else if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus()
    else button.focus()
  }

  function tell(type: 'focus' | 'reset') {
    if (ready) frame?.contentWindow?.postMessage({ govchat: type }, home.origin)
  }

  function toggle() {
    show(!shown)
  }

  page.addEventListener('message', ({ origin, source, data }: MessageEvent<{ govchat?: unknown } | null>) => {
    if (origin !== home.origin || !frame || source !== frame.contentWindow) return
    if (data?.govchat === 'close') show(false)
    if (data?.govchat === 'ready') {
      ready = true
      if (shown) tell('focus')
    }
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && shown) show(false)
  })
  narrow.addEventListener('change', () => {
    if (frame) lay(frame)
  })

  document.body.append(button)
  const chat: GovChat = {
    toggle,
    open: () => {
      show(true)
    },
    close: () => {
      show(false)
    },
    reset: () => {
      tell('reset')
    },
  }
  page.$govChat = chat
  if (openAtOnce) show(true)
  page.dispatchEvent(new CustomEvent('govchat:ready'))
  return chat
}

function style(element: HTMLElement, rules: Record<string, string>) {
  Object.assign(element.style, rules)
}

function drawing(document: Document): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const attributes = { viewBox: '0 0 24 24', width: '28', height: '28', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.9' }
  for (const [name, value] of Object.entries({ ...attributes, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' }))
    svg.setAttribute(name, value)
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', ICON)
  svg.append(path)
  return svg
}
