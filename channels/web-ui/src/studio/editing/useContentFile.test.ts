import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { StudioError, type Complaint, type Saved } from '../api/server'
import type { Tree } from '../content/tree'
import { useContentFile } from './useContentFile'

const FILE = 'matters/idcard/idcard-renew.yaml'
const fee = (text: string, name = '换证'): Tree => ({ id: 'idcard-renew', name, fee: { text } })

/** A server that holds one file; others save behind our back by setting `tree` and `revision`. */
function setUp({ published = false } = {}) {
  const held = { tree: fee('20元'), revision: 'r1', answer: undefined as (() => Promise<Saved>) | undefined }
  const server = {
    file: vi.fn((name: string) => Promise.resolve({ name, revision: held.revision, tree: held.tree })),
    complaints: vi.fn(() => Promise.resolve<Complaint[]>([])),
    save: vi.fn((_: string, base: string, edits: readonly { tree: Tree }[]): Promise<Saved> => {
      if (held.answer) return held.answer()
      if (base !== held.revision) return Promise.resolve({ kind: 'conflict', conflicted: { theirs: held.revision, conflicts: [] } })
      held.tree = edits[0]?.tree ?? {}
      held.revision += '+'
      return Promise.resolve({ kind: 'saved', revision: held.revision, complaints: [] })
    }),
  }
  const current = shallowRef<string | undefined>(published ? undefined : 'd-1')
  const openDraft = vi.fn((title: string) => {
    current.value = `of-${title}`
    return Promise.resolve(current.value)
  })
  const file = effectScope(true).run(() => useContentFile({ server, file: shallowRef(FILE), draft: current, openDraft }))
  if (!file) throw new Error('the scope did not run')
  const type = (text: string) => {
    if (file.tree.value) file.tree.value.fee = { text }
  }
  return { held, server, current, openDraft, file, type }
}

describe('useContentFile', () => {
  it('is dirty once something says something else', async () => {
    const { file, type } = setUp()
    await flushPromises()
    expect(file.dirty.value).toBe(false)
    type('30元')
    expect(file.dirty.value).toBe(true)
    type('20元')
    expect(file.dirty.value).toBe(false)
  })

  it('saves on top of what was seen', async () => {
    const { file, server, held, type } = setUp()
    await flushPromises()
    type('30元')
    expect(await file.save('改收费')).toBe(true)
    expect(server.save).toHaveBeenCalledWith('d-1', 'r1', [{ file: FILE, tree: fee('30元') }], '', 0)
    expect(held.tree).toEqual(fee('30元'))
    expect(file.dirty.value).toBe(false)
  })

  it('tells a save how many words of a model it has, until they are saved or given up', async () => {
    const { file, server, held, type } = setUp()
    const told = () => (server.save.mock.calls.at(-1) as unknown[] | undefined)?.[4]
    await flushPromises()
    type('30元')
    file.noteTaken()
    file.noteTaken()
    held.answer = () => Promise.reject(new StudioError('unreachable', 'saving'))
    await file.save('t')
    held.answer = undefined
    await file.save('t')
    expect(told()).toBe(2)
    type('35元')
    file.noteTaken()
    file.revert()
    type('36元')
    await file.save('t')
    expect(told()).toBe(0)
  })

  it('opens a draft where there is none, and stays in it', async () => {
    const { file, server, openDraft, type } = setUp({ published: true })
    await flushPromises()
    type('30元')
    expect(await file.save('修改“换证”')).toBe(true)
    expect(openDraft).toHaveBeenCalledExactlyOnceWith('修改“换证”')
    expect(server.save.mock.calls[0]?.[0]).toBe('of-修改“换证”')
    type('40元')
    await file.save('修改“换证”')
    expect(openDraft).toHaveBeenCalledOnce()
  })

  it.each(['unreachable', 'signed-out', 'too-large', 'refused'] as const)('keeps what was typed when a save fails: %s', async (trouble) => {
    const { file, held, type } = setUp()
    await flushPromises()
    type('30元')
    held.answer = () => Promise.reject(new StudioError(trouble, 'saving'))
    expect(await file.save('t')).toBe(false)
    expect(file.trouble.value?.trouble).toBe(trouble)
    expect(file.tree.value).toEqual(fee('30元'))
    expect(file.dirty.value).toBe(true)
    held.answer = undefined
    expect(await file.save('t')).toBe(true)
    expect(file.trouble.value).toBeUndefined()
  })

  it('shows both sides of a stale save, and saves what was decided with what others changed besides', async () => {
    const { file, held, type } = setUp()
    await flushPromises()
    type('30元')
    held.tree = fee('25元', '换身份证')
    held.revision = 'r2'
    expect(await file.save('t')).toBe(false)
    expect(file.clash.value?.conflicts).toEqual([{ path: ['fee', 'text'], base: '20元', ours: '30元', theirs: '25元' }])
    expect(file.tree.value).toEqual(fee('30元'))
    expect(await file.decide(['28元'], 't')).toBe(true)
    expect(held.tree).toEqual(fee('28元', '换身份证'))
    expect(file.dirty.value).toBe(false)
  })

  it('says what is wrong until that is changed', async () => {
    const { file, server, type } = setUp()
    await flushPromises()
    server.save.mockImplementationOnce(() =>
      Promise.resolve({ kind: 'saved', revision: 'r1', complaints: [{ file: FILE, pointer: '/fee/text', severity: 'error', what: '末尾不要加句号' }, { file: 'other.yaml', severity: 'error', what: '别处的' }] }),
    )
    type('30元。')
    server.file.mockResolvedValueOnce({ name: FILE, revision: 'r1', tree: fee('30元。') })
    await file.save('t')
    expect(file.complaints.value.map(({ what }) => what)).toEqual(['末尾不要加句号'])
    type('30元')
    expect(file.complaints.value).toEqual([])
  })

  it('says after a save what is wrong with regard to other files, too', async () => {
    const { file, server, type } = setUp()
    await flushPromises()
    server.complaints.mockResolvedValue([{ file: FILE, pointer: '/summary', severity: 'error', what: '没有这条依据' }])
    type('30元')
    await file.save('t')
    await flushPromises()
    expect(file.complaints.value.map(({ what }) => what)).toEqual(['没有这条依据'])
  })

  it('keeps what is typed while a save is under way', async () => {
    const { file, server, held, type } = setUp()
    await flushPromises()
    type('30元')
    server.save.mockImplementationOnce((_, __, edits) => {
      held.tree = edits[0]?.tree ?? {}
      held.revision = 'r2'
      type('35元')
      return Promise.resolve({ kind: 'saved', revision: 'r2', complaints: [] })
    })
    expect(await file.save('t')).toBe(true)
    expect(file.tree.value).toEqual(fee('35元'))
    expect(file.dirty.value).toBe(true)
  })
})
