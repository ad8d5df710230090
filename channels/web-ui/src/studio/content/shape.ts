import aspects from '../../../../../corpus/schema/aspects.schema.json'
import bundles from '../../../../../corpus/schema/bundles.schema.json'
import links from '../../../../../corpus/schema/links.schema.json'
import matter from '../../../../../corpus/schema/matter.schema.json'
import templates from '../../../../../corpus/schema/templates.schema.json'
import topics from '../../../../../corpus/schema/topics.schema.json'
import { words } from '../words'

/** Whose id a field holds. */
export type Target = 'matter' | 'phone' | 'link' | 'platform' | 'aspect' | 'basis'

/** What a field holds, by how it is edited. */
export type Shape =
  | { readonly kind: 'text'; readonly long: boolean; readonly pattern?: RegExp; readonly maxLength?: number }
  | { readonly kind: 'choice' | 'choices'; readonly values: readonly string[] }
  | { readonly kind: 'flag' | 'date' | 'when' | 'words' | 'valid' }
  | { readonly kind: 'one' | 'many'; readonly of: Target }
  | { readonly kind: 'rows' | 'group' | 'facts'; readonly fields: readonly FieldShape[] }

export interface FieldShape {
  readonly key: string
  /** As editors call it. */
  readonly label: string
  /** What to mind. */
  readonly hint: string
  readonly required: boolean
  readonly shape: Shape
}

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly maxLength?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly required?: readonly string[]
  readonly $defs?: Readonly<Record<string, Schema>>
}

const TARGETS: Readonly<Record<string, Target>> = {
  matter: 'matter',
  redirect: 'matter',
  choices: 'matter',
  hotline: 'phone',
  phone: 'phone',
  link: 'link',
  platform: 'platform',
  aspect: 'aspect',
  basis: 'basis',
  cites: 'basis',
}

/** Fields whose words may take more than a line. */
const LONG = ['text', 'note', 'summary', 'spoken', 'tell-apart', 'appointment', 'statutory', 'question']

/** The fields of each kind of file: what corpus/schema says, which the server holds it to. */
export const shapes = {
  matter: fieldsOf(matter, 'matter'),
  templates: fieldsOf(templates, 'templates'),
  bundles: fieldsOf(bundles, 'bundles'),
  topics: fieldsOf(topics, 'topics'),
  links: fieldsOf(links, 'links'),
  aspects: fieldsOf(aspects, 'aspects'),
}

function fieldsOf(root: Schema, name: string): readonly FieldShape[] {
  return fieldsWithin(root, root, name)
}

function fieldsWithin(schema: Schema, root: Schema, within: string): readonly FieldShape[] {
  return Object.entries(schema.properties ?? {}).map(([key, part]) => {
    const whole = resolved(part, root)
    return {
      key,
      label: labelOf(key, within) ?? whole.description ?? key,
      hint: hintOf(key, part.description ?? whole.description ?? ''),
      required: schema.required?.includes(key) ?? false,
      shape: shapeOf(key, part, root),
    }
  })
}

function shapeOf(key: string, part: Schema, root: Schema): Shape {
  const whole = resolved(part, root)
  const target = TARGETS[key]
  if (part.$ref === '#/$defs/when') return { kind: 'when' }
  if (part.$ref === '#/$defs/valid') return { kind: 'valid' }
  if (whole.enum) return { kind: 'choice', values: whole.enum }
  if (whole.type === 'boolean') return { kind: 'flag' }
  if (whole.type === 'array') {
    const items = resolved(whole.items ?? {}, root)
    if (target) return { kind: 'many', of: target }
    if (items.enum) return { kind: 'choices', values: items.enum }
    if (key === 'audience') return { kind: 'choices', values: ['个人', '法人'] }
    return items.type === 'object' ? { kind: 'rows', fields: fieldsWithin(items, root, key) } : { kind: 'words' }
  }
  if (whole.type === 'object') {
    if (typeof whole.additionalProperties !== 'object') return { kind: 'group', fields: fieldsWithin(whole, root, key) }
    return { kind: 'facts', fields: fieldsWithin(resolved(whole.additionalProperties, root), root, 'fact') }
  }
  if (target && (part.$ref ?? '') !== '') return { kind: 'one', of: target }
  return {
    kind: 'text',
    long: LONG.includes(key),
    ...(whole.pattern === undefined ? {} : { pattern: new RegExp(whole.pattern, 'u') }),
    ...(whole.maxLength === undefined ? {} : { maxLength: whole.maxLength }),
  }
}

function resolved(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '')
  return (name === undefined ? undefined : root.$defs?.[name]) ?? schema
}

function labelOf(key: string, within: string): string | undefined {
  const labels: Readonly<Record<string, string>> = words.fields
  return labels[`${within}.${key}`] ?? labels[key]
}

/** A name that stands there already, or a word for programmers, is no hint. */
function hintOf(key: string, description: string): string {
  const hints: Readonly<Record<string, string>> = words.hints
  return hints[key] ?? (/[a-z]{2}|true|false/.test(description) ? '' : description)
}

/** How editors call one of the values that a field may have. */
export function choiceLabel(key: string, value: string): string {
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = words.choices
  return choices[key]?.[value] ?? value
}

export function fieldNamed(fields: readonly FieldShape[], key: string): FieldShape {
  const found = fields.find((field) => field.key === key)
  if (!found) throw new Error(`the schema has no field ${key}`)
  return found
}

/** The fields of the records in a list of the file. */
export function fieldsIn(fields: readonly FieldShape[], key: string): readonly FieldShape[] {
  const { shape } = fieldNamed(fields, key)
  if (shape.kind !== 'rows' && shape.kind !== 'group' && shape.kind !== 'facts') throw new Error(`${key} holds no records`)
  return shape.fields
}

/** What is wrong with a value, as far as the page can tell. */
export function faultOf(field: FieldShape, value: unknown): string | undefined {
  const { shape } = field
  if (typeof value !== 'string' || value === '') return field.required && shape.kind === 'text' && (value === undefined || value === '') ? words.faults.empty : undefined
  if (shape.kind !== 'text') return undefined
  if (shape.maxLength !== undefined && value.length > shape.maxLength) return words.faults.long.replace('{n}', String(shape.maxLength))
  if (shape.pattern && !shape.pattern.test(value)) {
    if (/[。！？]$/.test(value)) return words.faults.fullStop
    return field.key === 'url' ? words.faults.url : words.faults.form
  }
  return undefined
}
