import type { StudioError } from './api/server'
import { words } from './words'

/** Why a call came to nothing, in a sentence for the editor: the server's where it said one, else ours. */
export function troubleInWords({ trouble, detail }: Pick<StudioError, 'trouble' | 'detail'>): string {
  return detail ?? words.trouble[trouble]
}
