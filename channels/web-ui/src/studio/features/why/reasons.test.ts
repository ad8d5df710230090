import { describe, expect, it } from 'vitest'
import { reasonsOf, type Explanation } from './reasons'

const names = { 'idcard-renew': '换身份证', fee: '收费', greeting: '打招呼' }
const why: Explanation = {
  release: 'r-0',
  text: '换身份证多少钱',
  words: ['换领', '身份证'],
  expansions: [{ term: '换', canonical: '换领' }],
  step: 'meaning',
  sureness: 0.5,
  clear: 0.9,
  familiar: true,
  nearestInWords: [],
  nearestInMeaning: [
    { text: '换证收费多少', subject: 'idcard-renew', aspect: 'fee', score: 0.91 },
    { text: '你好', subject: 'greeting', aspect: '', score: -0.1 },
  ],
  subjects: [],
  aspects: [],
  decision: { move: 'answer', readings: [{ matter: 'idcard-renew', aspect: 'fee', p: 0.93 }] },
  thresholds: { answer: 0.8, likely: 0.9, matter: 0.85, topic: 0.5, emergency: 0.2, least: 0.05 },
}

describe('reasonsOf', () => {
  it('tells what was heard, what is nearest and what decided, by names', () => {
    expect(reasonsOf(why, names)).toEqual({
      heard: ['听成“换身份证多少钱”', '拆成：换领 / 身份证', '“换”就是“换领”', '字面还不够清楚（50%，要 90%），又看了整句的意思'],
      nearest: ['“换证收费多少” —— 换身份证 · 收费，91% 像', '“你好” —— 打招呼，0% 像'],
      decided: '把握 93%，够 80% 就直接答：换身份证 · 收费',
    })
  })

  it.each<[Explanation['decision'], string]>([
    [{ move: 'topic', readings: [], about: 'greeting' }, '当成话题“打招呼”，不往事项上答'],
    [{ move: 'pass-on', readings: [], about: 'unknown' }, '听成“unknown”，这件事还没有内容，转给能答的人'],
    [{ move: 'give-up', readings: [] }, '没有一条够像，所以没有作答'],
    [{ move: 'clarify', readings: [{ matter: 'idcard-renew', aspect: 'fee', p: 0.5 }, { matter: 'x', aspect: 'fee', p: 0.3 }] }, '拿不准是哪一个，所以反问：换身份证 · 收费（50%）、x · 收费（30%）。把握够 80% 才直接答'],
  ])('says of each decision what it was: %o', (decision, said) => {
    expect(reasonsOf({ ...why, decision }, names).decided).toBe(said)
  })

  it('says where nothing published is near', () => {
    expect(reasonsOf({ ...why, familiar: false }, names).heard.at(-1)).toBe('和公布过的内容都不像')
  })
})
