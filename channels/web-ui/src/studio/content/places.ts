import type { RouteLocationRaw } from 'vue-router'

/** The screen on which a content file is edited, at one of its fields. */
export function placeOf(file: string, path: readonly string[] = []): RouteLocationRaw {
  const [folder = '', ...rest] = file.split('/')
  const id = (rest.at(-1) ?? '').replace(/\.\w+$/, '')
  const hash = path.length === 0 ? '' : `#${path.map(encodeURIComponent).join('/')}`
  switch (folder) {
    case 'matters':
      return { name: 'matter', params: { id }, hash }
    case 'templates':
      return { name: 'templates', params: { id }, hash: path[0] === 'templates' && path[1] !== undefined ? `#${path[1]}` : '' }
    case 'questions':
      return { name: 'phrasings', params: { id } }
    case 'lexicon':
      return { name: 'lexicon' }
    case 'bundles':
    case 'topics':
      return { name: 'records', params: { kind: folder }, hash: path[1] === undefined ? '' : `#${path[1]}` }
    case 'links.yaml':
      return { name: 'links', hash }
    default:
      return { name: 'file', query: { file } }
  }
}
