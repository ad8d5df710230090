import { expect, it } from 'vitest'
import { pageModeOf } from './pageMode'

it.each([
  ['', false, undefined],
  ['?mode=kiosk&terminal=hall-3_A', true, 'hall-3_A'],
  ['?mode=kiosk', true, undefined],
  ['?mode=kiosk&terminal=%3Cb%3E', true, undefined],
  ['?mode=other', false, undefined],
])('%j is a kiosk: %s, terminal %s', (search, kiosk, terminal) => {
  expect(pageModeOf(search)).toMatchObject({ kiosk, terminal })
})
