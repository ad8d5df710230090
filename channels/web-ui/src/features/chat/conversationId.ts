/** What of the browser's crypto is needed: `randomUUID` exists only in a secure context, so not on plain http in an intranet. */
interface Random {
  randomUUID?: () => string
  getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array
}

/** A fresh random UUID (version 4) that names a conversation. */
export function newConversationId(random: Random = window.crypto): string {
  if (random.randomUUID) return random.randomUUID()
  const bytes = new Uint8Array(16)
  random.getRandomValues(bytes)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
