import { call, type Fetch } from '@/api/call'

export const reasons = ['wrong', 'unclear', 'missing', 'other'] as const

/** What a citizen thinks of one answer (有用、没用). */
export interface Feedback {
  readonly conversation: string
  readonly turn: string
  readonly helpful: boolean
  readonly reason?: (typeof reasons)[number]
  readonly comment?: string
}

/** 好差评: what a citizen thinks of the service, once a conversation; 5 非常满意 … 1 非常不满意. */
export interface Rating {
  readonly conversation: string
  readonly level: Level
  readonly options: readonly string[]
  readonly comment?: string
}
export type Level = 1 | 2 | 3 | 4 | 5

export const MAX_COMMENT = 500

/** Hands feedback and ratings over. Nobody waits for it, and a citizen is not troubled when it fails: it never rejects. */
export function opinionPoster({ fetch = window.fetch.bind(window) }: { fetch?: Fetch } = {}) {
  const post = (path: string, body: unknown) =>
    call(fetch, 'POST', path, body).then(
      () => undefined,
      () => undefined,
    )
  return {
    judge: (feedback: Feedback) => post('/api/v1/feedback', feedback),
    rate: (rating: Rating) => post('/api/v1/ratings', rating),
  }
}
