import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Makes a page's HTML whole: `%head%` becomes what stands in the head of all our pages (head.html), and `%page.title%` and its like the
 * page's words, so that they keep one home.
 */
export function page(words: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'banshi-page',
    transformIndexHtml: {
      order: 'pre', // what the head links is built, too
      handler: (html) =>
        html.replace('%head%', readFileSync(new URL('head.html', import.meta.url), 'utf8').trim()).replace(/%page\.(\w+)%/g, (_, key: string) => {
          const text = words[key]
          if (text === undefined) throw new Error(`the HTML asks for page.${key}, which the page's words do not have`)
          return text
        }),
    },
  }
}
