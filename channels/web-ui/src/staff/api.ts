import type { Fetch } from '@/api/call'
import type { components } from '@/api/schema'
import { asStaff, detailIn } from '@/api/staff'

type Schemas = components['schemas']
export type Standing = Schemas['StaffStanding']
export type Account = Schemas['StaffAccount']
export type AccountNow = Schemas['StaffAccountNow']
export type Role = Schemas['StaffRole']
export type AuditRow = Schemas['AuditRows']['items'][number]
/** The departments that published matters name, and who answers for which. */
export interface Departments {
  readonly published: readonly string[]
  readonly experts: readonly { readonly account: string; readonly departments: readonly string[] }[]
}
export interface Session {
  readonly id: string
  readonly openedAt: string
  readonly seenAt: string
  readonly here: boolean
}
export interface Enrolment {
  readonly secret: string
  readonly address: string
}
export interface Checked {
  readonly intact: boolean
  readonly from?: number
  readonly to?: number
  readonly row?: number
  readonly fault?: 'changed' | 'removed' | 'inserted' | 'reordered' | 'head'
}

/** Why a call came to nothing: the server's status (0 where nobody was reached), and its words where they are for whoever asked. */
export class StaffError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string | undefined,
    readonly seconds: number,
  ) {
    super(`asking as staff: ${status}`)
  }
}

/** The server, as a member of staff sees it; all reject with a StaffError. */
export function staffApi({ fetch = window.fetch.bind(window) }: { fetch?: Fetch } = {}) {
  const send = asStaff(fetch)

  async function ask(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await send(`/api/staff/v1/${path}`, {
      method,
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new StaffError(0, undefined, 0)
    })
    if (response.ok) return response
    throw new StaffError(response.status, detailIn(await response.json().catch(() => undefined)), Number(response.headers.get('Retry-After') ?? 0))
  }

  async function read<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await (await ask(method, path, body)).json()) as T
  }

  return {
    standing: () => read<Standing>('GET', 'session'),
    enter: (name: string, password: string) => read<Standing>('POST', 'session', { name, password }),
    showCode: (code: string) => read<Standing>('POST', 'session/code', { code }),
    leave: () => ask('DELETE', 'session').then(() => undefined),
    choosePassword: (old: string, chosen: string) => read<Standing>('PUT', 'me/password', { old, chosen }),
    enrol: () => read<Enrolment>('POST', 'me/device'),
    confirm: (code: string) => read<{ recoveryCodes: string[] }>('POST', 'me/device/confirm', { code }),
    removeDevice: (code: string) => read<Standing>('POST', 'me/device/remove', { code }),
    sessions: async () => (await read<{ items: Session[] }>('GET', 'me/sessions')).items,
    end: (id: string) => ask('DELETE', `me/sessions/${encodeURIComponent(id)}`).then(() => undefined),
    accounts: async () => (await read<{ items: Account[] }>('GET', 'accounts')).items,
    add: (name: string, displayName: string, roles: readonly Role[]) => read<AccountNow>('POST', 'accounts', { name, displayName, roles }),
    change: (id: string, displayName: string, roles: readonly Role[]) => read<AccountNow>('PUT', `accounts/${id}`, { displayName, roles }),
    departments: () => read<Departments>('GET', 'departments'),
    changeDepartments: (id: string, departments: readonly string[]) => ask('PUT', `accounts/${id}/departments`, { departments }).then(() => undefined),
    keep: (id: string, deed: 'lock' | 'unlock' | 'reset') => read<AccountNow>('POST', `accounts/${id}/${deed}`),
    audit: async (before?: number) => (await read<{ items: AuditRow[] }>('GET', before === undefined ? 'audit' : `audit?before=${before}`)).items,
    check: () => read<Checked>('GET', 'audit/check'),
    exportAudit: async () => (await ask('POST', 'audit/export')).blob(),
  }
}

export type StaffApi = ReturnType<typeof staffApi>
