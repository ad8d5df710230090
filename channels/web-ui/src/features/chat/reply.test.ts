import { describe, expect, it } from 'vitest'
import { contentOf, dial, optionsOf, readReply, safeUrl, type Block } from './reply'
import { aReply } from './replies.fixture'

describe('readReply', () => {
  it('reads a whole reply as it is', () => {
    const reply = aReply({
      turn: 't-1',
      candidates: [{ matter: 'huji-hukoubu-reissue', aspect: 'fee', p: 0.9 }],
      choices: [{ id: 'lost', label: '丢了', matter: 'huji-hukoubu-reissue' }],
      materials: [{ id: 'id-card', name: '身份证', required: true, reason: '核验身份' }],
      sources: [{ title: '户口登记条例', article: '第四条' }],
      blocks: [{ type: 'text', text: '可以。' }],
    })
    expect(readReply(JSON.parse(JSON.stringify(reply)))).toEqual(reply)
  })

  it.each([[null], ['可以'], [[]], [{}], [{ act: 'sing', text: '啦' }], [{ act: 'toString', text: '啦' }], [{ act: 'answer' }]])(
    'takes %j for no reply',
    (json) => {
      expect(readReply(json)).toBeUndefined()
    },
  )

  it('fills what is absent, so that the text can still be shown', () => {
    expect(readReply({ act: 'decline', text: '这件事归人社部门管。' })).toEqual({
      ...aReply({ act: 'decline', text: '这件事归人社部门管。' }),
      matter: null,
      matterName: null,
      aspect: null,
      confidence: 0,
      verdict: null,
      template: '',
      release: '',
      guide: null,
      conversation: '',
      turn: '',
    })
  })

  it.each(['https://example.test/guide/a', '//example.test', '/guide/', '/guide/a/../b', 'javascript:alert(1)', 7, null])(
    'takes %j for no guided application',
    (guide) => {
      expect(readReply({ ...aReply(), guide })?.guide).toBeNull()
    },
  )

  it.each<[string, unknown]>([
    ['an unknown type', { type: 'hologram', text: '?' }],
    ['a type that is a name of Object', { type: 'constructor' }],
    ['no type', { text: '?' }],
    ['no object', 'text'],
    ['text without text', { type: 'text' }],
    ['a checklist without items', { type: 'checklist', title: '材料', items: [] }],
    ['a checklist item without id', { type: 'checklist', title: '材料', items: [{ label: '身份证', required: true }] }],
    ['steps that are no list', { type: 'steps', title: '步骤', items: '第一步' }],
    ['a list with a null item', { type: 'list', title: '条件', items: [null] }],
    ['a link that runs a script', { type: 'link', title: '点我', url: 'javascript:alert(1)' }],
    ['a link to a file', { type: 'link', title: '点我', url: 'file:///etc/passwd' }],
    ['a phone without digits', { type: 'phone', label: '热线', number: '暂无' }],
    ['media of an unknown kind', { type: 'media', kind: 'smell', title: '?', url: '/x' }],
  ])('leaves out a block with %s', (_, block) => {
    const kept: Block = { type: 'text', text: '可以。' }
    expect(readReply({ ...aReply(), blocks: [block, kept] })?.blocks).toEqual([kept])
  })
})

describe('what is drawn', () => {
  it('is the plain text where no block can be drawn', () => {
    expect(contentOf(aReply({ blocks: [{ type: 'choices', items: [] }] }))).toEqual([{ type: 'text', text: '可以网上办。' }])
  })

  it('offers the choices among the blocks before those of the question', () => {
    const choices = [{ id: 'lost', label: '丢了' }]
    const items = [{ id: 'fee', label: '补办户口本要多少钱？' }]
    expect(optionsOf(aReply({ choices }))).toEqual(choices)
    expect(optionsOf(aReply({ choices, blocks: [{ type: 'choices', items }] }))).toEqual(items)
  })
})

describe('addresses', () => {
  it.each([
    ['https://www.zjzwfw.gov.cn/a?b=1', 'https:'],
    ['/media/guide.png', 'http:'],
  ])('%s may be followed', (url, protocol) => {
    expect(safeUrl(url)?.protocol).toBe(protocol)
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'http://[', 'tel:110'])('%s may not', (url) => {
    expect(safeUrl(url)).toBeUndefined()
  })

  it.each([
    ['12345', 'tel:12345'],
    ['0571-8707 0000', 'tel:057187070000'],
    ['+86 571 87070000', 'tel:+8657187070000'],
  ])('%s is dialled as %s', (number, address) => {
    expect(dial(number)).toBe(address)
  })
})
