/** What stands beside a call: the cards, the materials to read out, the work order. */
export type Tab = 'cards' | 'read' | 'order'
