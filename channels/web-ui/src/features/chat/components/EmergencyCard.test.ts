import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Reply } from '../reply'
import { aReply } from '../replies.fixture'
import EmergencyCard from './EmergencyCard.vue'

function calls(about: Partial<Reply>) {
  const card = mount(EmergencyCard, { props: { reply: aReply({ act: 'emergency', verdict: null, ...about }) } })
  return card.findAll('.call').map((call) => [call.attributes('href'), call.text()])
}

describe('EmergencyCard', () => {
  it('puts the numbers of the reply on big buttons', () => {
    expect(calls({ blocks: [{ type: 'phone', label: '火警', number: '119' }] })).toEqual([['tel:119', '拨打 119火警']])
  })

  it('finds the numbers in the words where no block names them', () => {
    expect(calls({ text: '请马上拨打120，有人打架请拨110。不要打12011。' }).map(([href]) => href)).toEqual(['tel:110', 'tel:120'])
  })

  it('calls the police where no number is named at all', () => {
    expect(calls({ text: '请马上求助。' }).map(([href]) => href)).toEqual(['tel:110'])
  })
})
