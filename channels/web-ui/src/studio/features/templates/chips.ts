/** A template's text in pieces: plain words, and facts mentioned as {{fee}}. */
export type Piece = { readonly text: string } | { readonly fact: string }

const TAG = /\{\{\s*([a-z0-9.-]+)\s*\}\}/g

/** Takes a text apart; what is no whole tag stays words. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(TAG)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) })
    pieces.push({ fact: match[1] ?? '' })
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}

export function textOfPieces(pieces: readonly Piece[]): string {
  return pieces.map((piece) => ('fact' in piece ? `{{${piece.fact}}}` : piece.text)).join('')
}

/** The facts that a text mentions, each once. */
export function factsIn(text: string): readonly string[] {
  return [...new Set(piecesOf(text).flatMap((piece) => ('fact' in piece ? piece.fact : [])))]
}

/** What stands between `{{` and the caret, where somebody is writing a tag: nothing where nobody is. */
export function tagBeingTyped(beforeCaret: string): string | undefined {
  return /\{\{([^{}\n]{0,30})$/.exec(beforeCaret)?.[1]
}
