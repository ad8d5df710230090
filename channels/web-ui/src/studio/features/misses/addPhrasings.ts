import { StudioError, troubleOf, type Complaint, type StudioServer } from '../../api/server'
import { copy, type Tree } from '../../content/tree'
import { addTo, phrasingsFile } from '../phrasings/phrasings'

/** What people said, and what they meant by it. */
export interface Sayings {
  readonly matter: string
  readonly aspect: string
  readonly style: string
  readonly texts: readonly string[]
}

/** What came of it: how many are new, and what is wrong with the file now. */
export interface Added {
  readonly added: number
  readonly complaints: readonly Complaint[]
}

/** As often it is tried on top of what others save meanwhile. */
const TRIES = 3

/**
 * Saves sayings as phrasings (加为问法) into the draft that is worked in, or into a new one. What others add meanwhile stays: rows are only added. Where
 * all of them stand there already, nothing is saved and no draft opened.
 */
export async function addPhrasings(
  {
    server,
    draft,
    openDraft,
  }: {
    server: Pick<StudioServer, 'file' | 'files' | 'save'>
    draft: string | undefined
    openDraft: () => Promise<string>
  },
  { matter, aspect, style, texts }: Sayings,
): Promise<Added> {
  const name = phrasingsFile(matter)
  let into = draft
  for (let tried = 0; tried < TRIES; tried += 1) {
    const { revision, tree } = await phrasingsOf(server, name, into)
    const added = addTo(tree, aspect, style, texts)
    if (added === 0) return { added, complaints: [] }
    into ??= await openDraft()
    const answer = await server.save(into, revision, [{ file: name, tree }], '')
    if (answer.kind === 'saved') return { added, complaints: answer.complaints.filter(({ file }) => file === name) }
  }
  throw new StudioError('stale', `adding phrasings to ${name}: others saved it ${TRIES} times meanwhile`)
}

/** A matter may have none yet. */
async function phrasingsOf(server: Pick<StudioServer, 'file' | 'files'>, name: string, draft: string | undefined): Promise<{ revision: string; tree: Tree }> {
  try {
    const { revision, tree } = await server.file(name, draft)
    return { revision, tree: copy(tree) }
  } catch (cause) {
    if (troubleOf(cause).trouble !== 'absent') throw cause
    return { revision: (await server.files(name, draft)).revision, tree: {} }
  }
}
