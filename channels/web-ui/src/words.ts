import words from '@/locales/zh-CN.json'

/** Everything a citizen reads that the server does not send. */
export { words }

/** Puts values into a sentence: `fill('还可以输入 {n} 字', { n: 3 })`. A name without a value stays as it is. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
