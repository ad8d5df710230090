import { fill, words } from '@/words'
import type { Notice } from './notice'

/** In CSS pixels; a phone's width, so that it is read without zooming where it is kept. */
const WIDTH = 375
const EDGE = 24
const SCALE = 3
const FAMILY = "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
/** What may not begin a line (避头点). */
const NOT_FIRST = /^[，。、；：？！）》”’…,.;:?!)]/

/** Kept light whatever the page has: it is read elsewhere, and printed. */
const styles = {
  title: { size: 22, weight: 700, colour: '#174b9b', leading: 32 },
  asked: { size: 14, weight: 400, colour: '#515f76', leading: 21 },
  verdict: { size: 18, weight: 700, colour: '#12683c', leading: 28 },
  name: { size: 16, weight: 700, colour: '#172133', leading: 26 },
  text: { size: 15, weight: 400, colour: '#172133', leading: 24 },
  note: { size: 13, weight: 400, colour: '#515f76', leading: 20 },
  window: { size: 15, weight: 700, colour: '#7d4c00', leading: 24 },
} as const
type Style = keyof typeof styles

/** A run of characters at its place; `y` is the middle of the line. */
export interface Run {
  readonly text: string
  readonly style: Style
  readonly x: number
  readonly y: number
}

/** How wide a text is, in a style. */
export type Measure = (text: string, style: Style) => number

/** Sets the notice in lines, top to bottom; rules are where a line is drawn across. */
export function layOut(notice: Notice, measure: Measure): { runs: readonly Run[]; rules: readonly number[]; height: number } {
  const runs: Run[] = []
  const rules: number[] = []
  let y = EDGE

  const write = (text: string, style: Style, indent = 0) => {
    const { leading } = styles[style]
    for (const line of wrap(text, WIDTH - 2 * EDGE - indent, (part) => measure(part, style))) {
      runs.push({ text: line, style, x: EDGE + indent, y: y + leading / 2 })
      y += leading
    }
  }
  const rule = () => {
    y += 10
    rules.push(y)
    y += 12
  }

  write(words.notice.title, 'title')
  write(words.notice.asked + notice.asked, 'asked')
  rule()
  if (notice.verdict) write(notice.verdict, 'verdict')
  for (const { title, lines } of notice.parts) {
    if (title) {
      y += 10
      write(title, 'name')
    }
    for (const { mark, text, tag, note } of lines) {
      if (mark) runs.push({ text: mark, style: 'text', x: EDGE, y: y + styles.text.leading / 2 })
      write(tag ? `${text}（${tag}）` : text, 'text', mark ? 22 : 0)
      if (note) write(note, 'note', mark ? 22 : 0)
      y += 4
    }
  }
  if (notice.sources.length > 0) {
    y += 10
    write(words.answer.sources, 'name')
    for (const source of notice.sources) write(source, 'note')
  }
  rule()
  write(words.notice.windowDecides, 'window')
  if (notice.matter) write(fill(words.notice.matter, { matter: notice.matter }), 'note')
  if (notice.release) write(fill(words.answer.release, { release: notice.release }), 'note')
  write(fill(words.notice.saved, { date: notice.date }), 'note')
  return { runs, rules, height: y + EDGE }
}

/** Draws the notice as a PNG. */
export async function pictureOf(notice: Notice): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('drawing the notice: this browser has no 2d canvas')
  const take = (style: Style) => {
    pen.font = `${styles[style].weight} ${styles[style].size}px ${FAMILY}`
  }
  const { runs, rules, height } = layOut(notice, (text, style) => {
    take(style)
    return pen.measureText(text).width
  })

  canvas.width = WIDTH * SCALE
  canvas.height = height * SCALE
  pen.scale(SCALE, SCALE)
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, WIDTH, height)
  pen.fillStyle = '#1f5fbf'
  pen.fillRect(0, 0, WIDTH, 6)
  pen.fillStyle = '#dbe3ee'
  for (const rule of rules) pen.fillRect(EDGE, rule, WIDTH - 2 * EDGE, 1)
  pen.textBaseline = 'middle'
  for (const { text, style, x, y } of runs) {
    take(style)
    pen.fillStyle = styles[style].colour
    pen.fillText(text, x, y)
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new Error('drawing the notice: the browser gave no PNG'))
    }, 'image/png')
  })
}

/** Breaks a text into lines of at most `width`; between any two characters, but not before a stop nor inside a word of letters. */
function wrap(text: string, width: number, measure: (part: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(/[\w.:/?&=%#-]{1,40}|./gsu) ?? []) {
    if (line !== '' && measure(line + piece) > width && !NOT_FIRST.test(piece)) {
      lines.push(line)
      line = ''
    }
    line += piece
  }
  return line === '' ? lines : [...lines, line]
}
