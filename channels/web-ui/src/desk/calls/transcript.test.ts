import { describe, expect, it } from 'vitest'
import { effectScope, watch } from 'vue'
import { endAround, LINES, shownLines, transcriptOf } from './transcript'
import type { Utterance } from './wire'

function line(id: string, startMs?: number, about: Partial<Utterance> = {}): Utterance {
  return { utteranceId: id, speaker: 'caller', text: id, final: true, ...(startMs === undefined ? {} : { startMs }), ...about }
}

describe('what was said', () => {
  it('stands by when it began, in whatever order it comes', () => {
    const { order, hear } = transcriptOf([line('a', 1000), line('c', 3000)])
    hear(line('b', 2000))
    hear(line('d'))
    hear(line('e', 4000))
    expect(order.value).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('is replaced in its place, and a final by finals only', () => {
    const { lines, order, hear } = transcriptOf([line('a', 0, { text: '身', final: false }), line('b', 1000)])
    hear(line('a', 0, { text: '身份', final: false }))
    hear(line('a', 0, { text: '身份证' }))
    hear(line('a', 0, { text: '身份证丢', final: false }))
    expect(lines.get('a')?.text).toBe('身份证')
    hear(line('a', 0, { text: '身份证丢了' }))
    expect(lines.get('a')?.text).toBe('身份证丢了')
    expect(order.value).toEqual(['a', 'b'])
  })

  it('wakes only who looks at that line', async () => {
    const { lines, order, hear } = transcriptOf([line('a', 0), line('b', 1000, { final: false })])
    const woken: string[] = []
    const scope = effectScope()
    scope.run(() => {
      watch(() => lines.get('a'), () => woken.push('a'), { flush: 'sync' })
      watch(() => lines.get('b'), () => woken.push('b'), { flush: 'sync' })
      watch(order, () => woken.push('order'), { flush: 'sync' })
    })
    hear(line('b', 1000, { text: '好' }))
    expect(woken).toEqual(['b'])
    hear(line('c', 2000))
    expect(woken).toEqual(['b', 'order'])
    scope.stop()
    await Promise.resolve()
  })
})

describe('what is shown of a call of three hours', () => {
  const order = Array.from({ length: 5400 }, (_, i) => `u${i}`)

  it('is its end', () => {
    expect(shownLines(order, undefined)).toMatchObject({ before: 5400 - LINES, after: 0 })
    expect(shownLines(order, undefined).ids.at(-1)).toBe('u5399')
    expect(shownLines(order.slice(0, 3), undefined)).toEqual({ ids: ['u0', 'u1', 'u2'], before: 0, after: 0 })
  })

  it('is what stands around a line, wherever that is', () => {
    expect(shownLines(order, endAround(order, 'u2000')).ids).toContain('u2000')
    expect(shownLines(order, endAround(order, 'u2000'))).toMatchObject({ before: 1900, after: 3300 })
    expect(shownLines(order, endAround(order, 'u3'))).toMatchObject({ before: 0, after: 5400 - LINES })
    expect(endAround(order, 'u5390')).toBeUndefined()
    expect(endAround(order, 'none')).toBeUndefined()
  })
})
