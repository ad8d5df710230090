import type { InjectionKey } from 'vue'
import { inject } from 'vue'
import type { Fetch } from '@/api/call'
import { asStaff, detailIn } from '@/api/staff'
import type { Json, Tree } from '../content/tree'
import type { components } from './schema'

type Schemas = components['schemas']
export type MatterRow = Schemas['MatterRow']
export type Draft = Schemas['Draft']
export type Action = NonNullable<Draft['may']>[number]
export type Field = Schemas['Field']
export type Change = Schemas['Change']
export type Mark = Schemas['Mark']
export type Complaint = Schemas['Complaint']
export type Revision = Schemas['Revision']
export type Release = Schemas['Release']
export type Candidacy = Schemas['Candidacy']
export type Candidate = Schemas['Candidate']
export type Share = Schemas['Share']
export type Moved = Schemas['Moved']
export type Rereading = Schemas['Rereading']
export type Conflicted = Schemas['Conflicted']
export type Outdated = Schemas['Outdated']
export type Conflict = Schemas['Conflict']
export type EntryKind = Schemas['EntryKind']
export type Outlook = Schemas['Outlook']
export type Problem = Schemas['Problem']
export type Misses = Schemas['Misses']
export type Miss = Schemas['Miss']
export type MissState = Miss['state']
export type HeardMiss = Schemas['HeardMiss']
export type NearAnswer = Schemas['NearAnswer']
export type Proposals = Schemas['Proposals']
export type Proposal = Schemas['Proposal']
export type ProposalState = Proposal['state']
export type Figures = Schemas['Figures']
export type CountedShare = Schemas['CountedShare']
export type Answer = Schemas['Answer']
export type Retold = Schemas['Retold']
export type Replayed = Schemas['Replayed']

export interface ContentFile {
  readonly name: string
  readonly revision: string
  readonly tree: Tree
}

export interface Edit {
  readonly file: string
  readonly tree: Tree
}

export type Saved =
  | { readonly kind: 'saved'; readonly revision: string; readonly complaints: readonly Complaint[] }
  | { readonly kind: 'conflict'; readonly conflicted: Conflicted }

/** What an editor decided where a draft and what was published since say otherwise, and of which revisions. */
export interface Decided {
  readonly ours: string
  readonly theirs: string
  /** `tree` is left out where the file is to go. */
  readonly decisions: readonly { readonly file: string; readonly tree?: Tree }[]
}

export type Updated = { readonly kind: 'updated'; readonly draft: Draft } | { readonly kind: 'conflict'; readonly outdated: Outdated }

/** What became of a workbook that was to be saved. */
export type Taken = { readonly kind: 'saved'; readonly revision: string } | { readonly kind: 'conflict'; readonly conflicted: Conflicted }

export interface NewEntry {
  readonly kind: EntryKind
  readonly id: string
  readonly name: string
  readonly shortName?: string
  readonly category?: string
}

export interface PastChange {
  readonly revision: Revision
  readonly changes: readonly Change[]
}

export interface LastChange {
  readonly field: Field
  readonly words: string
  readonly revision: Revision
}

export interface Found {
  readonly field: Field
  readonly words: string
}

export interface Shown {
  readonly reply: unknown
  readonly wechat: readonly string[]
  readonly spoken: string
}

export interface Asked {
  readonly matter: string
  readonly aspect: string
  readonly region?: string
  readonly case: Readonly<Record<string, string>>
  readonly edits?: readonly Edit[]
}

export interface NearPhrasing {
  readonly text: string
  readonly matter: string
  readonly matterName?: string
  readonly aspect: string
  readonly similarity: number
}

export interface Near {
  readonly readAs: readonly Candidate[]
  readonly phrasings: readonly NearPhrasing[]
}

/** One cluster, with the published answers that are nearest. */
export interface OpenedMiss {
  readonly miss: Miss
  readonly nearest: readonly NearAnswer[]
  readonly calls: readonly HeardMiss[]
}

/** What is to become of a cluster of misses; `release` where it is mended, and only there. */
export interface Decision {
  readonly state: MissState
  readonly remark?: string
  readonly release?: string
}

export const PROPOSAL_STATES = ['open', 'drafted', 'declined'] as const satisfies readonly ProposalState[]

/** Where proposed words are to stand; as they were proposed where it is left out. */
export interface ProposalPlace {
  readonly matter?: string
  readonly aspect?: string
}

/** Which days and which channel are counted; what is left out is as the server has it. */
export interface Period {
  readonly from?: string
  readonly to?: string
  readonly channel?: string
}

export type SuggestedPhrasing = Schemas['SuggestedPhrasing']
export type SuggestedTemplate = Schemas['SuggestedTemplate']
export type Suggested = Schemas['Suggested']

/** First words that a model is to write. */
export interface Wished {
  readonly kind: 'phrasings' | 'template'
  readonly matter: string
  readonly aspect: string
  /** The case that a template is for, as the content has it. */
  readonly when?: Json
  readonly verdict?: string
}

/** Why a call came to nothing, by what an editor can do about it: sign in, ask somebody, look again, mend it, wait. */
export type Trouble = 'signed-out' | 'forbidden' | 'absent' | 'stale' | 'refused' | 'too-large' | 'unreachable'

export class StudioError extends Error {
  constructor(
    readonly trouble: Trouble,
    what: string,
    /** In the server's words, for the editor. */
    readonly detail?: string,
    /** What is wrong where, by pointer. */
    readonly errors: NonNullable<Problem['errors']> = [],
    /** What is wrong with the content, where that is the reason. */
    readonly complaints: readonly Complaint[] = [],
  ) {
    super(what)
  }
}

/** What stands behind a rejection; whatever is not known is taken for a failing network. */
export function troubleOf(cause: unknown): StudioError {
  return cause instanceof StudioError ? cause : new StudioError('unreachable', 'asking the studio: no answer')
}

/** What `preview`, `near` and `reread` take for a draft where what is published is meant. */
export const PUBLISHED = 'published'

const STUDIO = '/api/studio/v1'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** All reject with a {@link StudioError} when nobody is reached or the server says no. A draft left out means what is published. */
export type StudioServer = ReturnType<typeof studioServer>

export function studioServer({ fetch = window.fetch.bind(window), cookies = () => document.cookie }: { fetch?: Fetch; cookies?: () => string } = {}) {
  const send = async (method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> =>
    asStaff(fetch, cookies)(STUDIO + path, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': body instanceof Blob ? XLSX : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })

  async function ask<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const response = await send(method, path, body, signal)
    if (!response.ok) throw await refusal(`${method} ${path}`, response)
    const said = await response.text()
    return (said === '' ? undefined : JSON.parse(said)) as T
  }

  /** What was saved, or both sides. */
  async function unlessConflicted(method: string, path: string, body: unknown): Promise<Saved> {
    const response = await send(method, path, body)
    if (response.ok) return { kind: 'saved', ...((await response.json()) as { revision: string; complaints: Complaint[] }) }
    if (response.status !== 409) throw await refusal(`${method} ${path}`, response)
    const said: unknown = await response.json()
    if (isConflicted(said)) return { kind: 'conflict', conflicted: said }
    throw new StudioError('stale', `${method} ${path}: status 409`, detailIn(said))
  }

  const get = <T>(path: string, query: Query = {}, signal?: AbortSignal) => ask<T>('GET', addressOf(path, query), undefined, signal)
  const of = (draft: string, part = '') => `/drafts/${encodeURIComponent(draft)}${part}`
  const missAt = (id: string, part = '') => `/misses/${encodeURIComponent(id)}${part}`

  return {
    matters: (draft?: string) => get<{ revision: string; matters: MatterRow[] }>('/matters', { draft }),
    files: (under: string, draft?: string) => get<{ revision: string; files: string[] }>('/files', { draft, under }),
    file: (name: string, draft?: string) => get<ContentFile>('/file', { draft, name }),
    fileAt: (name: string, revision: string) => get<ContentFile>('/file', { revision, name }),
    history: (name: string, draft?: string) => get<PastChange[]>('/file/history', { draft, name }),
    authors: (name: string, draft?: string) => get<LastChange[]>('/file/authors', { draft, name }),
    search: (q: string, draft?: string, signal?: AbortSignal) => get<Found[]>('/search', { draft, q }, signal),

    drafts: () => get<Draft[]>('/drafts'),
    openDraft: (title: string) => ask<Draft>('POST', '/drafts', { title }),
    draft: (id: string) => get<Draft>(of(id)),
    discard: (id: string) => ask<undefined>('DELETE', of(id)),
    changes: (id: string) => get<Change[]>(of(id, '/changes')),
    complaints: (id: string) => get<Complaint[]>(of(id, '/complaints')),
    submit: (id: string, head: string, remark: string) => ask<Draft>('POST', of(id, '/submit'), { head, remark }),
    giveBack: (id: string, head: string, remark: string) => ask<Draft>('POST', of(id, '/return'), { head, remark }),
    approve: (id: string, head: string, remark: string) => ask<Draft>('POST', of(id, '/approve'), { head, remark }),
    publish: (id: string, head: string, remark: string) => ask<Release>('POST', of(id, '/publish'), { head, remark }),
    candidate: (id: string) => get<Candidacy>(of(id, '/candidate')),
    tryDraft: (id: string) => ask<Candidacy>('POST', of(id, '/candidate')),

    preview: (draft: string, asked: Asked, signal?: AbortSignal) => ask<Shown>('POST', of(draft, '/preview'), asked, signal),
    near: (draft: string, text: string, signal?: AbortSignal) => ask<Near>('POST', of(draft, '/near'), { text }, signal),
    /** Which questions a lexicon reads otherwise than the one that answers; the draft's own where none is given. */
    reread: (draft: string, tree: Tree | undefined, signal?: AbortSignal) => ask<Rereading>('POST', of(draft, '/rereading'), { tree }, signal),
    /** The name of the model that can be asked for first words, if there is one. */
    suggestionWriter: () => get<{ model?: string }>('/suggestions'),
    suggest: (draft: string, wished: Wished, signal?: AbortSignal) => ask<Suggested>('POST', of(draft, '/suggestions'), wished, signal),

    answer: (id: string) => get<Answer>(`/answers/${encodeURIComponent(id)}`),
    replayAnswer: (id: string, draft?: string) => ask<Replayed>('POST', `/answers/${encodeURIComponent(id)}/replay`, { draft }),
    replayWords: (text: string, draft?: string) => ask<Replayed>('POST', '/answers/replay', { text, draft }),

    makeEntry: (draft: string, entry: NewEntry) => ask<{ file: string }>('POST', of(draft, '/entries'), entry),
    removeEntry: (draft: string, kind: EntryKind, id: string) => ask<undefined>('DELETE', of(draft, `/entries/${kind}/${encodeURIComponent(id)}`)),

    /** Where a workbook of all content is to be had. */
    workbookAt: (draft?: string) => STUDIO + of(draft ?? PUBLISHED, '/workbook'),
    /** What taking a workbook in would do. */
    tryWorkbook: (draft: string | undefined, workbook: Blob) => ask<Outlook>('PUT', `${of(draft ?? PUBLISHED, '/workbook')}?dry-run=true`, workbook),
    takeWorkbook: (draft: string, workbook: Blob): Promise<Taken> => unlessConflicted('PUT', of(draft, '/workbook'), workbook),

    releases: () => get<Release[]>('/releases'),
    restore: (id: string, head: string, remark: string) => ask<Release>('POST', `/releases/${encodeURIComponent(id)}/restore`, { head, remark }),

    misses: (state: MissState, order: 'usual' | 'growth') => get<Misses>('/misses', { state, order }),
    refreshMisses: () => ask<undefined>('POST', '/misses/refresh'),
    miss: (id: string) => get<OpenedMiss>(missAt(id)),
    /** Proposes the words that an agent used instead of a card's. */
    proposeEdit: (id: string, feedback: string) => ask<{ id: string }>('POST', missAt(id, `/edits/${encodeURIComponent(feedback)}/proposal`)),
    decideMiss: (id: string, decision: Decision) => ask<undefined>('PUT', missAt(id, '/state'), decision),

    proposals: (state: ProposalState) => get<Proposals>('/proposals', { state }),
    draftProposal: (id: string, place: ProposalPlace) => ask<Draft>('POST', `/proposals/${encodeURIComponent(id)}/draft`, place),
    declineProposal: (id: string, reason: string) => ask<undefined>('POST', `/proposals/${encodeURIComponent(id)}/decline`, { reason }),

    figures: ({ from, to, channel }: Period) => get<Figures>('/figures', { from, to, channel }),

    /** Takes in what was published since; a conflict is an answer, not a failure. */
    async update(id: string, decided?: Decided): Promise<Updated> {
      const path = of(id, '/update')
      const response = await send('POST', path, decided)
      if (response.ok) return { kind: 'updated', draft: (await response.json()) as Draft }
      if (response.status !== 409) throw await refusal(`POST ${path}`, response)
      const said: unknown = await response.json()
      if (isConflicted(said)) return { kind: 'conflict', outdated: said as Outdated }
      throw new StudioError('stale', `POST ${path}: status 409`, detailIn(said))
    },

    /** Saves on top of the revision that was seen; a conflict is an answer, not a failure. `suggestions` of a model were taken over in it. */
    save(draft: string, base: string, edits: readonly Edit[], message: string, suggestions = 0): Promise<Saved> {
      return unlessConflicted('PUT', of(draft, '/files'), { base, edits, ...(message === '' ? {} : { message }), ...(suggestions === 0 ? {} : { suggestions }) })
    },
  }
}

type Query = Readonly<Record<string, string | undefined>>

function addressOf(path: string, query: Query): string {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, value)
  const search = asked.toString()
  return search === '' ? path : `${path}?${search}`
}

/** Where the same figures lie as a file, for a link. */
export function figuresFile({ from, to, channel }: Period, format: 'csv' | 'xlsx'): string {
  return STUDIO + addressOf('/figures/export', { from, to, channel, format })
}

async function refusal(what: string, response: Response): Promise<StudioError> {
  const said: unknown = await response.json().catch(() => undefined)
  const errors = isJson(said) && Array.isArray(said.errors) ? (said.errors as NonNullable<Problem['errors']>) : []
  const complaints = Array.isArray(said) ? (said as Complaint[]) : []
  return new StudioError(troubleAt(response.status), `${what}: status ${response.status}`, detailIn(said), errors, complaints)
}

function troubleAt(status: number): Trouble {
  if (status === 401) return 'signed-out'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'absent'
  if (status === 409) return 'stale'
  if (status === 413) return 'too-large'
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'unreachable'
}

function isConflicted(said: unknown): said is Conflicted {
  return isJson(said) && typeof said.theirs === 'string' && Array.isArray(said.conflicts)
}

function isJson(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const serverKey: InjectionKey<StudioServer> = Symbol('studio server')

export function useServer(): StudioServer {
  const server = inject(serverKey)
  if (!server) throw new Error('the studio has no server: provide one under serverKey')
  return server
}
