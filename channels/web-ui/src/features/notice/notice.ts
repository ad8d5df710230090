import type { components } from '@/api/schema'
import { words } from '@/words'

type Reply = components['schemas']['Reply']
type Block = components['schemas']['Block']
/** What of an answer is taken along. */
type Answer = Pick<Reply, 'matterName' | 'verdict' | 'sources' | 'release' | 'blocks'>

/** 一次性告知: an answer as a sheet to take along, whole, without anything to press. */
export interface Notice {
  readonly asked: string
  /** The matter, as it is published. */
  readonly matter: string | null
  readonly verdict: string | undefined
  readonly parts: readonly NoticePart[]
  readonly sources: readonly string[]
  readonly release: string
  readonly date: string
}
export interface NoticePart {
  readonly title?: string
  readonly lines: readonly NoticeLine[]
}
export interface NoticeLine {
  /** What stands before the words: a box to tick, a number, a dot. */
  readonly mark?: string
  readonly text: string
  readonly tag?: string
  readonly note?: string
}

/** Whether there is something to take along: what to bring, or what to do. */
export function isWorthTaking(answer: Pick<Answer, 'blocks'>): boolean {
  return answer.blocks.some(({ type }) => type === 'checklist' || type === 'steps')
}

export function noticeOf(answer: Answer, asked: string, today = new Date()): Notice {
  return {
    asked,
    matter: answer.matterName,
    verdict: answer.verdict ? words.answer.verdict[answer.verdict] : undefined,
    parts: answer.blocks.flatMap(partsOf),
    sources: answer.sources.map(({ title, article, url }) => [title, article, url].filter(Boolean).join(' ')),
    release: answer.release,
    date: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long' }).format(today),
  }
}

function partsOf(block: Block): NoticePart[] {
  switch (block.type) {
    case 'text':
      return [{ lines: paragraphs(block.text).map((text) => ({ text })) }]
    case 'checklist':
      return [
        {
          title: block.title,
          lines: block.items.map(({ label, note, required }) => ({
            mark: '□',
            text: label,
            tag: required ? words.blocks.required : words.blocks.optional,
            ...noteOf(note),
          })),
        },
      ]
    case 'steps':
      return [
        {
          title: block.title,
          lines: block.items.map(({ text, where }, index) => ({
            mark: `${index + 1}.`,
            text,
            ...noteOf(where && words.blocks.where + where),
          })),
        },
      ]
    case 'list':
      return [{ title: block.title, lines: block.items.map(({ title, text }) => ({ mark: '·', text: title ? `${title}：${text}` : text })) }]
    case 'link':
      return [{ title: block.title, lines: [{ text: block.url, ...noteOf(block.note) }] }]
    case 'phone':
      return [{ lines: [{ text: `${block.label}：${block.number}` }] }]
    case 'choices':
    case 'media':
      return []
  }
}

function noteOf(note: string | undefined) {
  return note ? { note } : {}
}

function paragraphs(text: string): string[] {
  return text.split(/\n+/).filter((paragraph) => paragraph.trim() !== '')
}
