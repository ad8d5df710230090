import { effectScope, shallowRef, type Ref } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { StudioError, type Outlook, type Taken } from '../../api/server'
import { useWorkbook } from './useWorkbook'

const outlook: Outlook = { dated: true, rows: [], changedCount: 1, changes: [], conflicts: [], ignoredSheets: [], reminders: 0 }
const conflict = { field: { file: 'matters/a/b.yaml', path: ['fee', 'text'], kind: '事项', record: 'b', name: '收费' }, base: '', ours: '1', theirs: '2' }
const file = (bytes = 3) => new File([new Uint8Array(bytes)], '内容.xlsx')

type Server = Parameters<typeof useWorkbook>[0]['server']

function opened({
  draft = shallowRef<string | undefined>('d-1'),
  tried = () => Promise.resolve(outlook),
  taken = () => Promise.resolve({ kind: 'saved', revision: 'r' }),
}: { draft?: Ref<string | undefined>; tried?: () => Promise<Outlook>; taken?: () => Promise<Taken> } = {}) {
  const server = { tryWorkbook: vi.fn<Server['tryWorkbook']>(tried), takeWorkbook: vi.fn<Server['takeWorkbook']>(taken) }
  const openDraft = vi.fn(() => Promise.resolve('d-new'))
  const onSaved = vi.fn()
  const workbook = effectScope().run(() => useWorkbook({ server, draft, openDraft, onSaved }))
  if (!workbook) throw new Error('no scope')
  return { ...workbook, server, openDraft, onSaved }
}

describe('a workbook on its way back', () => {
  it('is tried before anything is saved', async () => {
    const { choose, server, mayTake, outlook: shown } = opened()
    await choose(file())
    expect(shown.value).toEqual(outlook)
    expect(mayTake.value).toBe(true)
    expect(server.takeWorkbook).not.toHaveBeenCalled()
  })

  it('is saved as it was when it was tried', async () => {
    const { choose, take, server, saved, onSaved } = opened()
    await choose(file(5))
    await take()
    expect(server.takeWorkbook.mock.calls[0]).toEqual(['d-1', server.tryWorkbook.mock.calls[0]?.[1]])
    expect(saved.value).toBe(true)
    expect(onSaved).toHaveBeenCalledOnce()
  })

  it('opens a draft where there is none, and not before it is saved', async () => {
    const { choose, take, server, openDraft } = opened({ draft: shallowRef(undefined) })
    await choose(file())
    expect(openDraft).not.toHaveBeenCalled()
    await take()
    expect(server.takeWorkbook.mock.calls[0]?.[0]).toBe('d-new')
  })

  it('keeps what is wrong with it, and takes nothing', async () => {
    const { choose, take, server, trouble, mayTake } = opened({
      tried: () => Promise.reject(new StudioError('refused', 'PUT', '工作簿里有 1 处要改', [{ field: '材料!第3行', message: '不能空着' }])),
    })
    await choose(file())
    expect(trouble.value?.errors).toHaveLength(1)
    expect(mayTake.value).toBe(false)
    await take()
    expect(server.takeWorkbook).not.toHaveBeenCalled()
  })

  it('sends nothing that is too large', async () => {
    const { choose, server, trouble } = opened()
    await choose(file(21 << 20))
    expect(trouble.value?.trouble).toBe('too-large')
    expect(server.tryWorkbook).not.toHaveBeenCalled()
  })

  it('shows both sides when others were faster, and may be tried again', async () => {
    const { choose, take, conflicts, mayTake, saved } = opened({ taken: () => Promise.resolve({ kind: 'conflict', conflicted: { theirs: 'r', conflicts: [conflict] } }) })
    await choose(file())
    await take()
    expect(conflicts.value).toEqual([conflict])
    expect([saved.value, mayTake.value]).toEqual([false, false])
    await choose(file())
    expect(mayTake.value).toBe(true)
  })

  it('can be saved again after the network failed', async () => {
    let tries = 0
    const { choose, take, trouble, saved } = opened({
      taken: () => ((tries += 1) === 1 ? Promise.reject(new TypeError('network')) : Promise.resolve({ kind: 'saved', revision: 'r' })),
    })
    await choose(file())
    await take()
    expect(trouble.value?.trouble).toBe('unreachable')
    await take()
    expect([saved.value, trouble.value]).toEqual([true, undefined])
  })
})
