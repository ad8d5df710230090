import { onScopeDispose, readonly, shallowRef } from 'vue'

/** Reads one text at a time aloud in Chinese, where the browser can; `reading` is the key of the text being read. */
export function useReadAloud({ speech = browserSpeech(), say = (text: string) => new SpeechSynthesisUtterance(text) } = {}) {
  const reading = shallowRef<number>()

  function stop() {
    reading.value = undefined
    speech?.cancel()
  }

  /** Starts reading the text, or stops it if it is the one being read. */
  function toggle(key: number, text: string) {
    const again = reading.value === key
    stop()
    if (!speech || again) return
    const utterance = say(text)
    utterance.lang = 'zh-CN'
    utterance.rate = 0.9
    utterance.onend = utterance.onerror = () => {
      if (reading.value === key) reading.value = undefined
    }
    reading.value = key
    speech.speak(utterance)
  }

  onScopeDispose(stop)
  return { canRead: speech !== undefined, reading: readonly(reading), toggle, stop }
}

function browserSpeech(): Pick<SpeechSynthesis, 'speak' | 'cancel'> | undefined {
  return 'speechSynthesis' in window ? window.speechSynthesis : undefined
}
