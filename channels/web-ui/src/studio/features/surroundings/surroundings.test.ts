import { describe, expect, it } from 'vitest'
import type { Tree } from '../../content/tree'
import { surroundingsOf } from './surroundings'

const matter: Tree = {
  id: 'idcard-renew',
  materials: [
    { id: 'old-card', name: '旧身份证', basis: ['sfz-11', 'nowhere'] },
    { id: 'photo', name: '照片' },
  ],
  conditions: [{ text: '证快到期了', basis: ['sfz-11'] }],
  'legal-basis': [
    { id: 'sfz-11', title: '中华人民共和国居民身份证法', article: '第十一条' },
    { id: 'rules', title: '户口居民身份证管理工作规范', article: '第七十六条' },
  ],
  sources: [{ id: 'guide', title: '办事指南' }],
  neighbours: [{ matter: 'idcard-reissue', 'tell-apart': '证丢了' }],
}
const pairs: Tree = {
  rows: [
    { neighbour: 'idcard-reissue', aspect: 'fee' },
    { neighbour: 'idcard-reissue', aspect: 'materials' },
    { neighbour: 'idcard-first', aspect: 'fee' },
  ],
}
const bundle = (id: string, of: string): { name: string; tree: Tree } => ({ name: `bundles/${id}.yaml`, tree: { bundles: [{ id, name: `${id} 一件事`, steps: [{ name: '办证', matter: of }] }] } })

const { nodes, edges } = surroundingsOf({
  id: 'idcard-renew',
  file: 'matters/idcard/idcard-renew.yaml',
  matter,
  pairs,
  bundles: [bundle('move', 'idcard-renew'), bundle('birth', 'idcard-first')],
  nameOf: (id) => `〈${id}〉`,
})
const named = (id: string) => nodes.find((node) => node.id === id)
const from = (id: string) => edges.filter(({ source }) => source === id).map(({ target }) => target)

describe('the surroundings of a matter', () => {
  it('are its parts, its law, its neighbours and the bundles that it is in', () => {
    expect(nodes.map(({ id }) => id)).toEqual([
      'self',
      'material:old-card',
      'material:photo',
      'condition:2',
      'law:sfz-11',
      'law:rules',
      'law:guide',
      'neighbour:idcard-reissue',
      'neighbour:idcard-first',
      'bundle:move',
    ])
  })

  it('have law behind what cites it, and what nothing cites behind the matter', () => {
    expect(from('material:old-card')).toEqual(['law:sfz-11'])
    expect(from('condition:2')).toEqual(['law:sfz-11'])
    expect(from('self')).toEqual(['material:old-card', 'material:photo', 'condition:2', 'law:rules', 'law:guide'])
    expect(named('material:old-card')?.note).toBe('依据：中华人民共和国居民身份证法第十一条')
  })

  it.each([
    ['sfz-11', '居民身份证法第十一条'],
    ['rules', '户口居民身份证…第七十六条'],
    ['guide', '办事指南'],
  ])('name law so that the article is seen: %s', (id, short) => {
    expect(named(`law:${id}`)?.short).toBe(short)
  })

  it('say how neighbours are told apart, and how often', () => {
    expect(named('neighbour:idcard-reissue')).toMatchObject({ name: '〈idcard-reissue〉', note: '证丢了；2 对易混问法' })
    expect(named('neighbour:idcard-first')?.note).toBe('1 对易混问法')
    expect(from('neighbour:idcard-first')).toEqual(['self'])
  })

  it('all have an address', () => {
    expect(named('material:photo')?.to).toEqual({ name: 'matter', params: { id: 'idcard-renew' }, hash: '#materials/photo' })
    expect(named('neighbour:idcard-reissue')?.to).toEqual({ name: 'surroundings', params: { id: 'idcard-reissue' } })
    expect(named('bundle:move')?.to).toEqual({ name: 'records', params: { kind: 'bundles' }, hash: '#move' })
  })

  it('have no edge that leads nowhere', () => {
    const known = new Set(nodes.map(({ id }) => id))
    expect(edges.every(({ source, target }) => known.has(source) && known.has(target))).toBe(true)
    expect(known.size).toBe(nodes.length)
  })
})
