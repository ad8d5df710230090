import { moment } from '../time'
import { fill, words } from '../words'
import type { Order } from './api'

/** How near its time limit an order is (时限): told by words, too, not by colour alone. */
export interface Due {
  readonly tone: 'over' | 'soon' | 'fine' | 'none'
  readonly words: string
}

const OWED = ['awaiting', 'dispatched', 'processing', 'extended', 'returned']
const HOUR = 3_600_000
const DAY = 24 * HOUR

export function dueOf({ state, dueAt, overdue }: Pick<Order, 'state' | 'dueAt' | 'overdue'>, now: number): Due {
  const at = dueAt === undefined ? NaN : Date.parse(dueAt)
  if (Number.isNaN(at) || dueAt === undefined) return { tone: 'none', words: words.orders.due.none }
  if (!OWED.includes(state)) return { tone: 'none', words: words.orders.due.done }
  const left = at - now
  if (overdue || left < 0) return { tone: 'over', words: left > -HOUR ? words.orders.due.justOver : fill(words.orders.due.over, { time: lasting(-left) }) }
  if (left >= DAY) return { tone: 'fine', words: fill(words.orders.due.fine, { time: moment(dueAt, now) }) }
  return { tone: 'soon', words: left < HOUR ? words.orders.due.verySoon : fill(words.orders.due.soon, { time: lasting(left) }) }
}

function lasting(ms: number): string {
  return ms < DAY ? fill(words.orders.due.hours, { n: Math.floor(ms / HOUR) }) : fill(words.orders.due.days, { n: Math.floor(ms / DAY) })
}
