import type { FieldShape } from '../content/shape'

/** The fields of a record in an order of one's own; those that are not named come last. */
export function inOrder(fields: readonly FieldShape[], keys: readonly string[]): readonly FieldShape[] {
  const place = ({ key }: FieldShape) => (keys.includes(key) ? keys.indexOf(key) : keys.length)
  return [...fields].sort((one, other) => place(one) - place(other))
}
