import { describe, expect, it } from 'vitest'
import { merge, settle } from './merge'
import type { Tree } from './tree'

const fee = (text: string, more: Tree = {}): Tree => ({ id: 'x', fee: { text, basis: ['law'] }, ...more })
const rows = (...list: Tree[]): Tree => ({ rows: list })

describe('merge', () => {
  it('takes from each side what only that side changed', () => {
    const merged = merge(fee('20元', { name: '换证' }), fee('30元', { name: '换证' }), fee('20元', { name: '换身份证' }))
    expect(merged).toEqual({ tree: fee('30元', { name: '换身份证' }), conflicts: [] })
  })

  it('takes what both changed alike, and what one removed and the other left', () => {
    expect(merge(fee('1', { note: 'a' }), fee('2'), fee('2', { note: 'a' }))).toEqual({ tree: fee('2'), conflicts: [] })
  })

  it('holds a field that both changed, with both sides and the base', () => {
    expect(merge(fee('20元'), fee('30元'), fee('40元')).conflicts).toEqual([{ path: ['fee', 'text'], base: '20元', ours: '30元', theirs: '40元' }])
  })

  it('finds entries by their ids, wherever they stand', () => {
    const base = rows({ id: 'a', text: '1' }, { id: 'b', text: '2' })
    const ours = rows({ id: 'b', text: '2' }, { id: 'a', text: '1' }, { id: 'c', text: '3' })
    const theirs = rows({ id: 'a', text: '1' }, { id: 'b', text: 'two' })
    expect(merge(base, ours, theirs)).toEqual({ tree: rows({ id: 'b', text: 'two' }, { id: 'a', text: '1' }, { id: 'c', text: '3' }), conflicts: [] })
  })

  it('finds entries without an id by what they say, or as the most alike', () => {
    const base = rows({ text: '到派出所窗口申请' }, { text: '等公安机关制证' })
    const ours = rows({ text: '先预约' }, { text: '到派出所窗口申请' }, { text: '等公安机关制证' })
    const theirs = rows({ text: '到派出所窗口或自助机申请' }, { text: '等公安机关制证' }, { text: '领新证' })
    expect(merge(base, ours, theirs)).toEqual({
      tree: rows({ text: '先预约' }, { text: '到派出所窗口或自助机申请' }, { text: '等公安机关制证' }, { text: '领新证' }),
      conflicts: [],
    })
  })

  it('asks about an entry that one changed and the other removed', () => {
    const base = rows({ id: 'a', text: '1' }, { id: 'b', text: '2' })
    const merged = merge(base, rows({ id: 'a', text: 'one' }, { id: 'b', text: '2' }), rows({ id: 'b', text: '2' }))
    expect(merged.conflicts).toEqual([{ path: ['rows', 0], base: { id: 'a', text: '1' }, ours: { id: 'a', text: 'one' }, theirs: undefined }])
    expect(settle(merged, [undefined])).toEqual(rows({ id: 'b', text: '2' }))
    expect(settle(merged, [{ id: 'a', text: 'one' }])).toEqual(rows({ id: 'a', text: 'one' }, { id: 'b', text: '2' }))
  })

  it('knows what both added under one id', () => {
    const merged = merge(rows(), rows({ id: 'a', text: '我' }), rows({ id: 'a', text: '你' }))
    expect(merged.conflicts.map(({ path }) => path)).toEqual([['rows', 0, 'text']])
  })

  it('does not depend on who saved first, where nothing conflicts', () => {
    const base = rows({ id: 'a', text: '1', note: 'n' }, { id: 'b', text: '2' })
    const one = rows({ id: 'a', text: 'one', note: 'n' }, { id: 'b', text: '2' })
    const other = rows({ id: 'a', text: '1' }, { id: 'b', text: 'two' })
    expect(merge(base, one, other).tree).toEqual(merge(base, other, one).tree)
  })
})

describe('settle', () => {
  it('sets what was decided, and takes away what is to go', () => {
    const merged = merge(
      { fee: { text: 'a' }, rows: [{ id: '1', t: 'x' }, { id: '2', t: 'y' }] },
      { fee: { text: 'b' }, rows: [{ id: '2', t: 'mine' }] },
      { fee: { text: 'c' }, rows: [{ id: '1', t: 'new' }, { id: '2', t: 'yours' }] },
    )
    expect(merged.conflicts.map(({ path }) => path)).toEqual([['fee', 'text'], ['rows', 0], ['rows', 1, 't']])
    expect(settle(merged, ['d', undefined, 'ours'])).toEqual({ fee: { text: 'd' }, rows: [{ id: '2', t: 'ours' }] })
    expect(settle(merged, [undefined, { id: '1', t: 'new' }, 'yours'])).toEqual({ fee: {}, rows: [{ id: '1', t: 'new' }, { id: '2', t: 'yours' }] })
  })
})
