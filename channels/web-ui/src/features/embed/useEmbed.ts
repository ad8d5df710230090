import { onMounted, onScopeDispose } from 'vue'

/** What of the window is needed; inside a frame, `parent` is another one. */
type Frame = Pick<Window, 'parent' | 'addEventListener' | 'removeEventListener' | 'location'>

/**
 * The page inside the widget's frame (嵌入模式), `?embed=1&host=ORIGIN`: hears and speaks to that origin's page and to nobody else. Who
 * may frame us at all is the server's to say.
 */
export function useEmbed({ onReset, onFocus, frame = window }: { onReset: () => void; onFocus: () => void; frame?: Frame }) {
  const host = hostOf(frame)

  function tell(govchat: 'ready' | 'close') {
    if (host !== undefined) frame.parent.postMessage({ govchat }, host)
  }

  function close() {
    tell('close')
  }

  function onMessage({ origin, source, data }: MessageEvent<{ govchat?: unknown } | null>) {
    if (origin !== host || source !== frame.parent) return
    if (data?.govchat === 'reset') onReset()
    if (data?.govchat === 'focus') onFocus()
  }

  function onKeydown({ key }: KeyboardEvent) {
    if (key === 'Escape') close()
  }

  if (host !== undefined) {
    frame.addEventListener('message', onMessage)
    frame.addEventListener('keydown', onKeydown)
    onMounted(() => {
      tell('ready')
    })
    onScopeDispose(() => {
      frame.removeEventListener('message', onMessage)
      frame.removeEventListener('keydown', onKeydown)
    })
  }
  return { embedded: host !== undefined, close }
}

function hostOf({ parent, location }: Frame): string | undefined {
  const asked = new URLSearchParams(location.search)
  const host = asked.get('host') ?? ''
  const framed = (parent as unknown) !== window
  return framed && asked.get('embed') === '1' && /^https?:\/\/[^/]+$/.test(host) ? host : undefined
}
