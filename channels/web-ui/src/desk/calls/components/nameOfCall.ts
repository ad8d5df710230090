import { words } from '../../words'
import type { CallFacts } from '../wire'

/** What an agent calls a call: the number, as far as it is shown. */
export function nameOfCall({ phoneMasked }: CallFacts): string {
  return phoneMasked ?? words.calls.unknown
}
