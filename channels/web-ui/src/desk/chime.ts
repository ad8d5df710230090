let context: AudioContext | undefined

/** Two soft notes; silence where the browser does not let the page sound. */
export function chime() {
  try {
    context ??= new AudioContext()
    void context.resume()
    note(context, 587, 0)
    note(context, 880, 0.16)
  } catch {
    // the title tells it, too
  }
}

function note(on: AudioContext, hertz: number, afterSeconds: number) {
  const from = on.currentTime + afterSeconds
  const tone = on.createOscillator()
  const loudness = on.createGain()
  tone.frequency.value = hertz
  loudness.gain.setValueAtTime(0.0001, from)
  loudness.gain.exponentialRampToValueAtTime(0.08, from + 0.03)
  loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.6)
  tone.connect(loudness).connect(on.destination)
  tone.start(from)
  tone.stop(from + 0.65)
}
