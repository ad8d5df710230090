/** Whether this Enter only picks a word of the input method (输入法). */
export function isComposing(event: KeyboardEvent): boolean {
  // Safari ends the composition before its Enter arrives, and tells it by 229 alone
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return event.isComposing || event.keyCode === 229
}
