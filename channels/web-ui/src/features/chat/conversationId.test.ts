import { expect, it, vi } from 'vitest'
import { newConversationId } from './conversationId'

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

it('takes the browser’s random UUID where there is one', () => {
  const randomUUID = vi.fn(() => '5f0c2f64-6c0e-4c36-9d0a-0d0f3c3c1a11')
  expect(newConversationId({ randomUUID, getRandomValues: (bytes) => bytes })).toBe('5f0c2f64-6c0e-4c36-9d0a-0d0f3c3c1a11')
})

it.each([0x00, 0xff, 0x5a])('makes a version 4 UUID from bytes %i on plain http, where there is none', (byte) => {
  expect(newConversationId({ getRandomValues: (bytes) => bytes.fill(byte) })).toMatch(UUID_V4)
})
