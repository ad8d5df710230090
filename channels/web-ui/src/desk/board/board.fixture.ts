import type { Board, Span } from './api'

const span: Span = {
  calls: 0,
  taken: 0,
  unanswered: 0,
  handling: { calls: 0, median: null, p90: null },
  untilTaken: { calls: 0, median: null, p90: null },
  cards: { shown: 0, adopted: 0, edited: 0, copied: 0, rejected: 0, rate: null, edits: 0 },
}

/** Before anybody has called. */
export const quiet: Board = {
  at: '2026-11-23T08:05:00Z',
  now: { open: 0, waiting: 0, longestWait: null, handoffs: 0, longestHandoff: null, agents: [] },
  today: span,
  lastHour: span,
  hours: [{ hour: 0, calls: 0 }],
  needs: [],
  alerts: [],
}

/** In the middle of a busy day; all people are made up. */
export const busy: Board = {
  at: '2026-11-23T08:05:00Z',
  now: {
    open: 5,
    waiting: 2,
    longestWait: 95,
    handoffs: 1,
    longestHandoff: 30,
    agents: [
      { id: 'a-1', displayName: '坐席一号', state: 'ready', calls: [{ callId: 'c0', state: 'wrapup', startedAt: '2026-11-23T07:50:00Z' }, { callId: 'c1', state: 'talking', startedAt: '2026-11-23T08:02:00Z' }] },
      { id: 'a-2', displayName: '坐席二号', state: 'away', calls: [] },
      { id: 'a-3', displayName: '坐席三号', state: 'ready', calls: [] },
    ],
  },
  today: { ...span, calls: 128, taken: 120, unanswered: 7, handling: { calls: 110, median: 245, p90: 610 }, untilTaken: { calls: 120, median: 6, p90: 41 }, cards: { shown: 200, adopted: 110, edited: 32, copied: 9, rejected: 14, rate: 0.71, edits: 318 } },
  lastHour: { ...span, calls: 21, handling: { calls: 18, median: 190, p90: 400 } },
  hours: [0, 0, 0, 0, 0, 0, 0, 2, 14, 26, 30, 18, 6, 10, 12, 9, 1].map((calls, hour) => ({ hour, calls })),
  needs: [
    { matter: 'idcard-replace', name: '居民身份证补领', calls: 24, adopted: 18, hours: [{ hour: 9, calls: 10 }, { hour: 10, calls: 14 }] },
    { matter: 'gone', name: null, calls: 3, adopted: 0, hours: [{ hour: 8, calls: 3 }] },
  ],
  alerts: [
    { of: 'calls', matter: 'idcard-replace', name: '居民身份证补领', district: '330113', count: 12, usual: 2.4, withinMinutes: 120, lastAt: '2026-11-23T08:04:00Z' },
    { of: 'calls', matter: 'water', name: '停水', district: null, count: 6, usual: 0.2, withinMinutes: 120, lastAt: '2026-11-23T08:03:00Z' },
    { of: 'orders', matter: 'lamp', name: '路灯', district: '330113', count: 5, usual: null, withinMinutes: 90, lastAt: '2026-11-23T08:02:00Z' },
  ],
}
