import Beat from './beat.ts?worker'

/**
 * Runs something once a second until it is stopped. Browsers slow the timers of a hidden tab down to once a minute; then the server would
 * take the desk for empty. So a worker beats, where there are workers.
 */
export function heartbeat(run: () => void): () => void {
  if (typeof Worker === 'undefined') {
    const timer = setInterval(run, 1000)
    return () => {
      clearInterval(timer)
    }
  }
  const beat = new Beat()
  beat.onmessage = run
  return () => {
    beat.terminate()
  }
}
