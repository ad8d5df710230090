import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Fails the build when what `counts` tells by file name is more than so many bytes, compressed. What is loaded later does not count. */
export function budget(maxBytes: number, counts: (file: { fileName: string; isEntry: boolean }) => boolean): Plugin {
  return {
    name: 'banshi-budget',
    generateBundle(_, bundle) {
      let bytes = 0
      for (const file of Object.values(bundle)) {
        if (counts({ fileName: file.fileName, isEntry: file.type === 'chunk' && file.isEntry }))
          bytes += gzipSync(file.type === 'chunk' ? file.code : file.source).length
      }
      if (bytes > maxBytes) this.error(`the first load is ${bytes} bytes compressed, more than the ${maxBytes} allowed: load something later`)
    },
  }
}
