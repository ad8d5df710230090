import { describe, expect, it } from 'vitest'
import { faultOf, fieldNamed, fieldsIn, shapes } from './shape'

describe('shapes', () => {
  it.each([
    ['short-name', 'text'],
    ['fee', 'group'],
    ['situations', 'rows'],
    ['facts', 'facts'],
    ['aliases', 'words'],
    ['audience', 'choices'],
    ['hotline', 'one'],
    ['valid', 'valid'],
  ])('edits %s of a matter as %s', (key, kind) => {
    expect(fieldNamed(shapes.matter, key).shape.kind).toBe(kind)
  })

  it('knows whose ids a field holds', () => {
    expect(fieldNamed(fieldsIn(shapes.matter, 'outcomes'), 'redirect').shape).toEqual({ kind: 'one', of: 'matter' })
    expect(fieldNamed(fieldsIn(shapes.matter, 'materials'), 'basis').shape).toEqual({ kind: 'many', of: 'basis' })
    expect(fieldNamed(fieldsIn(shapes.topics, 'topics'), 'choices').shape).toEqual({ kind: 'many', of: 'matter' })
    expect(fieldNamed(fieldsIn(shapes.matter, 'special'), 'when').shape).toEqual({ kind: 'when' })
  })

  it('calls every field by a Chinese name', () => {
    const names = (fields: typeof shapes.matter): string[] => fields.flatMap(({ label, shape }) => [label, ...('fields' in shape ? names(shape.fields) : [])])
    for (const fields of Object.values(shapes)) expect(names(fields).filter((name) => !/\p{Script=Han}/u.test(name))).toEqual([])
  })
})

describe('faultOf', () => {
  const text = fieldNamed(fieldsIn(shapes.matter, 'fee'), 'text')
  it.each([
    ['每张20元', undefined],
    ['每张20元。', '末尾不要加句号、问号、叹号：这句话会放进别的句子里。'],
    ['', '这里不能空着。'],
    [undefined, '这里不能空着。'],
  ])('%j', (value, fault) => {
    expect(faultOf(text, value)).toBe(fault)
  })

  it('counts what is too long', () => {
    expect(faultOf(fieldNamed(shapes.matter, 'short-name'), '字'.repeat(17))).toBe('最多 16 个字。')
  })
})
