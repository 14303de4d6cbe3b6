/** Makes text comparable without changing its length, so that a hit found in the folded text can be marked in the name. */
const FULL_WIDTH_FIRST = 0xff01
const FULL_WIDTH_LAST = 0xff5e
const FULL_WIDTH_OFFSET = 0xfee0
const FULL_WIDTH = /[\u3000\uff01-\uff5e]/g

/** Lower case, and the full-width letters and digits of Chinese input as plain ones. */
export function fold(text: string): string {
  const plain = text.replace(FULL_WIDTH, (char) => {
    const code = char.charCodeAt(0)
    return code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST ? String.fromCharCode(code - FULL_WIDTH_OFFSET) : ' '
  })
  const lower = plain.toLowerCase()
  // A few letters grow in lower case (İ): then only ASCII is folded.
  return lower.length === plain.length
    ? lower
    : plain.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32))
}
