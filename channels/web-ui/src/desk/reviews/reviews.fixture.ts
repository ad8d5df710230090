import { card, me, utterance } from '../calls/calls.fixture'
import type { CallRow, Checklist, Point } from './api'

export function row(about: Partial<CallRow> = {}): CallRow {
  return { callId: 'c1', state: 'closed', startedAt: '2026-11-23T07:00:00Z', endedAt: '2026-11-23T07:03:05Z', agent: 'a-1', agentName: '坐席一号', phoneMasked: '138****5678', earlierCalls: 0, faults: 0, answered: true, orderNo: null, reviewedAt: null, failed: null, ...about }
}

export function point(id: string, name: string, about: Partial<Point> = {}): Point {
  return { id, name, how: `${name}怎么算做到`, mark: null, remark: null, automatic: null, ...about }
}

export function checklist(about: Partial<Checklist> = {}): Checklist {
  return {
    callId: 'c1',
    version: 0,
    mayReview: true,
    reviewer: null,
    reviewedAt: null,
    remark: null,
    points: [point('opening', '开头语', { automatic: { mark: 'yes', utterances: ['u2'], card: null } }), point('basis', '答复依据口径', { automatic: { mark: 'yes', utterances: [], card: 's1' } }), point('closing', '结束语')],
    ...about,
  }
}

/** All of a call, as the server tells it. */
export function seen(about: object = {}) {
  return {
    call: { callId: 'c1', state: 'closed', agent: me, phoneMasked: '138****5678', district: '330113', startedAt: '2026-11-23T07:00:00Z', endedAt: '2026-11-23T07:03:05Z', earlierCalls: 1, faults: 0, asr: 'ok', utterances: [], suggestions: [] },
    utterances: [utterance(1), utterance(2, { speaker: 'agent' })],
    cards: [
      { card: card('s1'), shownAt: '2026-11-23T07:01:00Z', why: null, feedback: [{ action: 'copied' }, { action: 'edited', finalText: '改过的话', edits: 4 }] },
      { card: card('s2', { kind: 'ask' }), shownAt: '2026-11-23T07:02:00Z', why: 'superseded', feedback: [] },
      { card: card('s3', { kind: 'phrase' }), shownAt: '2026-11-23T07:02:00Z', why: 'ended', feedback: [{ action: 'rejected' }] },
    ],
    orderNo: 'GD20261123-000001',
    ...about,
  }
}
