import type { Waiting } from '../api'
import { fill, words } from '../words'

/** What staff call a hand-off among themselves: where it came from and the end of its id. Nobody's name is known. */
export function nameOf({ channel, id }: Waiting): string {
  const channels: Readonly<Record<string, string>> = words.queue.channels
  return fill(words.queue.name, { channel: channels[channel] ?? channel, mark: id.replace(/[-_]/g, '').slice(-4).toUpperCase() })
}
