import { expect, it } from 'vitest'
import { placeOf } from './places'

it.each([
  ['matters/idcard/idcard-renew.yaml', [], { name: 'matter', params: { id: 'idcard-renew' }, hash: '' }],
  ['matters/idcard/idcard-renew.yaml', ['fee', 'text'], { name: 'matter', params: { id: 'idcard-renew' }, hash: '#fee/text' }],
  ['templates/idcard-renew.yaml', ['templates', 'idcard-renew.fee', 'text'], { name: 'templates', params: { id: 'idcard-renew' }, hash: '#idcard-renew.fee' }],
  ['questions/idcard-renew.tsv', [], { name: 'phrasings', params: { id: 'idcard-renew' } }],
  ['topics/other.yaml', ['topics', 'thanks'], { name: 'records', params: { kind: 'topics' }, hash: '#thanks' }],
  ['links.yaml', [], { name: 'links', hash: '' }],
  ['pairs/idcard-renew.tsv', [], { name: 'file', query: { file: 'pairs/idcard-renew.tsv' } }],
])('%s %j is edited at its own screen', (file, path, place) => {
  expect(placeOf(file, path)).toEqual(place)
})
