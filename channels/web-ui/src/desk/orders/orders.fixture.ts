import { vi } from 'vitest'

/** A work order as the server writes it; all people and numbers are made up. */
export function order(n: number, about: object = {}) {
  return {
    orderNo: `GD20261123-00000${n}`,
    version: 3,
    state: 'processing',
    stateName: '办理中',
    receivedAt: '2026-11-23T07:00:00Z',
    title: `第 ${n} 张`,
    content: '路灯不亮',
    appealTypeName: '求助',
    urgency: 'normal',
    overdue: false,
    mine: true,
    confidential: false,
    agentName: '坐席一号',
    itemName: null,
    department: '城管局',
    dueAt: '2026-11-24T08:00:00Z',
    ...about,
  }
}

export function openedOrder(about: object = {}, parts: object = {}) {
  return {
    order: order(1, about),
    steps: [{ seq: 1, at: '2026-11-23T07:00:00Z', byName: '坐席一号', stepName: '登记', reason: null }],
    moves: [
      { step: 'answer', name: '答复', needs: 'result' },
      { step: 'return', name: '退回', needs: 'reason' },
    ],
    duplicates: [{ order: order(2), score: 0.8, reasons: ['内容相近', '地点相同'] }],
    linked: [],
    reopened: null,
    ...parts,
  }
}

/** A server with work orders: what it is asked, and what it answers to each address. */
export function orderServer(answers: (asked: string, body: unknown) => { status?: number; json: unknown }) {
  const server = {
    asked: [] as [string, unknown][],
    fetch: vi.fn<typeof window.fetch>((path, init) => {
      if (typeof path !== 'string') throw new Error('the desk names addresses by texts only')
      const asked = `${init?.method ?? 'GET'} ${path.replace('/api/v1/desk/orders', '')}`
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
      server.asked.push([asked, body])
      const { status = 200, json } = answers(asked, body)
      return Promise.resolve(new Response(JSON.stringify(json), { status }))
    }),
  }
  return server
}
