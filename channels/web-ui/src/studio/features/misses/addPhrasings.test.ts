import { describe, expect, it, vi } from 'vitest'
import { StudioError, type Edit, type Saved, type StudioServer } from '../../api/server'
import type { Tree } from '../../content/tree'
import { addPhrasings } from './addPhrasings'

const row = (text: string): Tree => ({ aspect: 'fee', style: 'plain', text })
const sayings = { matter: 'idcard-renew', aspect: 'fee', style: 'colloquial', texts: ['换证要几块钱', ' 换证 \n多少钱 ', '换证收费'] }

/** Keeps one file; others are ahead of the first so many saves. */
function setUp({ rows = [row('换证收费')], ahead = 0, absent = false } = {}) {
  const known = rows
  const saves: { draft: string; base: string; edits: readonly Edit[] }[] = []
  const server = {
    file: vi.fn<StudioServer['file']>((name) =>
      absent ? Promise.reject(new StudioError('absent', 'reading')) : Promise.resolve({ name, revision: `r${saves.length}`, tree: { rows: [...known] } }),
    ),
    files: vi.fn<StudioServer['files']>(() => Promise.resolve({ revision: 'r0', files: [] })),
    save: vi.fn<StudioServer['save']>((draft, base, edits) => {
      saves.push({ draft, base, edits })
      if (saves.length > ahead) return Promise.resolve<Saved>({ kind: 'saved', revision: 'r9', complaints: [] })
      known.push(row(`别人加的 ${saves.length}`))
      return Promise.resolve<Saved>({ kind: 'conflict', conflicted: { theirs: 'x'.repeat(40), conflicts: [] } })
    }),
  }
  const openDraft = vi.fn(() => Promise.resolve('new'))
  const texts = (n: number) => (saves[n]?.edits[0]?.tree.rows as Tree[] | undefined)?.map(({ text }) => text)
  return { server, saves, openDraft, texts }
}

describe('adding sayings as phrasings', () => {
  it('saves those that are new into the draft, each in one line, and opens none', async () => {
    const { server, saves, openDraft, texts } = setUp()
    expect(await addPhrasings({ server, draft: 'd', openDraft }, sayings)).toEqual({ added: 2, complaints: [] })
    expect(saves[0]).toMatchObject({ draft: 'd', base: 'r0', edits: [{ file: 'questions/idcard-renew.tsv' }] })
    expect(texts(0)).toEqual(['换证收费', '换证要几块钱', '换证 多少钱'])
    expect(openDraft).not.toHaveBeenCalled()
  })

  it('opens a draft where there is none, but not for what stands there already', async () => {
    const fresh = setUp()
    await addPhrasings({ server: fresh.server, draft: undefined, openDraft: fresh.openDraft }, sayings)
    expect(fresh.saves[0]?.draft).toBe('new')
    const known = setUp()
    expect(await addPhrasings({ server: known.server, draft: undefined, openDraft: known.openDraft }, { ...sayings, texts: ['换证收费'] })).toEqual({ added: 0, complaints: [] })
    expect(known.openDraft).not.toHaveBeenCalled()
    expect(known.server.save).not.toHaveBeenCalled()
  })

  it('goes on top of what others saved meanwhile, and gives up in the end', async () => {
    const once = setUp({ ahead: 1 })
    await addPhrasings({ server: once.server, draft: undefined, openDraft: once.openDraft }, sayings)
    expect(once.texts(1)).toEqual(['换证收费', '别人加的 1', '换证要几块钱', '换证 多少钱'])
    expect(once.openDraft).toHaveBeenCalledOnce()
    const always = setUp({ ahead: 9 })
    await expect(addPhrasings({ server: always.server, draft: 'd', openDraft: always.openDraft }, sayings)).rejects.toMatchObject({ trouble: 'stale' })
  })

  it('begins the table of a matter that has none', async () => {
    const { server, openDraft, texts } = setUp({ absent: true })
    await addPhrasings({ server, draft: 'd', openDraft }, sayings)
    expect(texts(0)).toHaveLength(3)
  })
})
