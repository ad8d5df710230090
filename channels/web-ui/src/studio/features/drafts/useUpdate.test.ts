import { describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { StudioError, type ContentFile, type Draft, type Outdated, type StudioServer } from '../../api/server'
import type { Tree } from '../../content/tree'
import { useUpdate } from './useUpdate'

const [BASE, OURS, THEIRS] = ['0', '1', '2'].map((digit) => digit.repeat(40)) as [string, string, string]
const FEE = 'matters/idcard/idcard-renew.yaml'
const LINKS = 'links.yaml'

const draft = { id: 'fee', title: '收费' } as Draft
const conflict = (file: string) => ({ field: { file, path: ['fee'], kind: '事项', record: 'idcard-renew', name: '收费' }, base: '', ours: '', theirs: '' })

/** A server that has those files, by revision, and takes what is decided. */
function serverOf(files: Record<string, Record<string, Tree>>) {
  const outdated: Outdated = { base: BASE, ours: OURS, theirs: THEIRS, conflicts: Object.keys(files).map(conflict) }
  return {
    update: vi.fn<StudioServer['update']>((_, decided) => Promise.resolve(decided ? { kind: 'updated', draft } : { kind: 'conflict', outdated })),
    fileAt: vi.fn<StudioServer['fileAt']>((name, revision) => {
      const tree = files[name]?.[revision]
      return tree ? Promise.resolve<ContentFile>({ name, revision, tree }) : Promise.reject(new StudioError('absent', 'reading'))
    }),
    authors: vi.fn<StudioServer['authors']>(() => Promise.resolve([])),
  }
}

function updating(server: ReturnType<typeof serverOf>) {
  const onUpdated = vi.fn()
  const state = effectScope(true).run(() => useUpdate({ server, id: ref('fee'), onUpdated }))
  if (!state) throw new Error('the scope has ended')
  return { state, onUpdated }
}

describe('useUpdate', () => {
  it('is done at once where nothing is in conflict', async () => {
    const server = serverOf({})
    server.update.mockResolvedValue({ kind: 'updated', draft })
    const { state, onUpdated } = updating(server)
    await state.update()
    expect(onUpdated).toHaveBeenCalledOnce()
    expect(state.clash.value).toBeUndefined()
  })

  it('has file after file decided, and sends all of them with the revisions that were seen', async () => {
    const server = serverOf({
      [FEE]: { [BASE]: { fee: '20 元', time: '30 天' }, [OURS]: { fee: '不收钱', time: '30 天' }, [THEIRS]: { fee: '30 元', time: '20 天' } },
      [LINKS]: { [BASE]: { phone: '1' }, [OURS]: { phone: '2' }, [THEIRS]: { phone: '3' } },
    })
    const { state, onUpdated } = updating(server)
    await state.update()
    expect(state.clash.value?.conflicts).toEqual([{ path: ['fee'], base: '20 元', ours: '不收钱', theirs: '30 元' }])
    await state.decide(['31 元'])
    expect(state.clash.value?.field.file).toBe(LINKS)
    expect(server.update).toHaveBeenCalledTimes(1)
    await state.decide(['3'])
    expect(server.update).toHaveBeenLastCalledWith('fee', {
      ours: OURS,
      theirs: THEIRS,
      decisions: [
        { file: FEE, tree: { fee: '31 元', time: '20 天' } },
        { file: LINKS, tree: { phone: '3' } },
      ],
    })
    expect(onUpdated).toHaveBeenCalledOnce()
    expect(state.clash.value).toBeUndefined()
  })

  it('asks about a file as a whole that one side took out', async () => {
    const server = serverOf({ [FEE]: { [BASE]: { fee: '20 元' }, [OURS]: { fee: '30 元' } } })
    const { state } = updating(server)
    await state.update()
    expect(state.clash.value?.conflicts).toEqual([{ path: ['整份内容'], base: { fee: '20 元' }, ours: { fee: '30 元' }, theirs: undefined }])
    await state.decide([undefined])
    expect(server.update.mock.lastCall?.[1]?.decisions).toEqual([{ file: FEE }])
  })

  it('leaves everything as it was where it is put off', async () => {
    const server = serverOf({ [FEE]: { [BASE]: { fee: '20 元' }, [OURS]: { fee: '不收钱' }, [THEIRS]: { fee: '30 元' } } })
    const { state, onUpdated } = updating(server)
    await state.update()
    state.putOff()
    expect(state.clash.value).toBeUndefined()
    expect(server.update).toHaveBeenCalledTimes(1)
    expect(onUpdated).not.toHaveBeenCalled()
  })

  it('says why it came to nothing, and keeps what is shown', async () => {
    const server = serverOf({ [FEE]: { [BASE]: { fee: '20 元' }, [OURS]: { fee: '不收钱' }, [THEIRS]: { fee: '30 元' } } })
    const { state } = updating(server)
    await state.update()
    server.update.mockRejectedValueOnce(new StudioError('stale', 'updating', '您看的时候草稿又改过了'))
    await state.decide(['30 元'])
    expect(state.trouble.value?.detail).toBe('您看的时候草稿又改过了')
    expect(state.updating.value).toBe(false)
    await state.update()
    expect(state.clash.value?.field.file).toBe(FEE)
  })
})
