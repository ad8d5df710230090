/** A consultation as the server tells it; all people and numbers are made up. */
export function consult(about: object = {}) {
  return {
    id: 'k1',
    version: 1,
    state: 'waiting',
    callId: 'c1',
    matter: 'idcard-replace',
    matterName: '居民身份证补领',
    department: '公安派出所户籍窗口',
    question: '外省户口能不能在这里补？',
    words: ['身份证丢了', '户口在外省'],
    askedBy: { id: 'a-1', displayName: '坐席一号' },
    askedAt: '2026-11-23T08:00:00Z',
    expires: '2026-11-23T08:30:00Z',
    seen: false,
    messages: [],
    published: '带户口簿到派出所补领。',
    experts: [],
    ...about,
  }
}

export const expert = { id: 'e-1', displayName: '专员一号' }

export function message(seq: number, by: string, text: string) {
  return { seq, by, text, at: '2026-11-23T08:00:20Z' }
}
