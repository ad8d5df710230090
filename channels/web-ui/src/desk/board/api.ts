import type { components } from '@/api/schema'
import { asking } from '../ask'

type Schemas = components['schemas']
/** The hotline at one look (看板). */
export type Board = Schemas['ShiftBoard']
export type Span = Schemas['ShiftSpan']
export type Lengths = Schemas['ShiftLengths']
export type Hour = Schemas['ShiftHour']
export type Need = Board['needs'][number]
export type Alert = Board['alerts'][number]
export type AgentNow = Board['now']['agents'][number]

/** Looks; rejects with a Trouble. */
export type Look = () => Promise<Board>

export function boardDesk(options: Parameters<typeof asking>[0] = {}): Look {
  const ask = asking(options)
  return async () => (await ask('GET', '/api/v1/desk/board')) as Board
}
