/** Puts a piece into a text in place of what is selected there. Returns the text and where the caret stands behind the piece. */
export function insertAt(text: string, piece: string, start: number, end = start): { value: string; caret: number } {
  const value = text.slice(0, start) + piece + text.slice(Math.max(start, end))
  return { value, caret: start + piece.length }
}
