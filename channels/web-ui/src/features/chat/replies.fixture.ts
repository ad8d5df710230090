import type { Reply } from './reply'

/** A reply of the contract, for tests; what a test is about, it names itself. */
export function aReply(about: Partial<Reply> = {}): Reply {
  return {
    act: 'answer',
    matter: 'huji-hukoubu-reissue',
    matterName: '居民户口簿补领',
    aspect: 'can-online',
    confidence: 0.97,
    candidates: [],
    choices: [],
    text: '可以网上办。',
    blocks: [],
    verdict: 'yes',
    materials: [],
    sources: [],
    template: 'huji-hukoubu-reissue.can-online',
    release: '2026-11-21.1',
    guide: null,
    conversation: 'c-1',
    turn: '',
    ...about,
  }
}
