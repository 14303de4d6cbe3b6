/**
 * Search in any language from one character on. A text is folded (compatibility forms and case made one) and cut into pairs of
 * code points; what the index finds by pairs is checked on the text itself, so that hits are exact.
 */

/** Folding has to be the same for a part as for the whole: it is done letter by letter, each with its marks. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu
const SIMPLE = /^[\u0000-\u007f\u3400-\u9fff]*$/

export function fold(text: string): string {
  if (SIMPLE.test(text)) return text.toLowerCase()
  return text.replace(LETTERS, foldLetter)
}

function foldLetter(letter: string): string {
  return letter.normalize('NFKC').toLowerCase()
}

/** Words for the index: `x` and five hex digits for each of two code points; the last one stands alone. */
export function indexTokens(text: string): string {
  return [...new Set(pairs(fold(text), true))].join(' ')
}

/** What to ask the index for; undefined for nothing. */
export function indexQuery(text: string): string | undefined {
  const folded = fold(text)
  if (folded === '') return undefined
  const words = [...new Set(pairs(folded, false))]
  // One character: whatever begins with it, for which the index keeps prefixes.
  return words.length > 0 ? words.join(' AND ') : `${token(folded.codePointAt(0) ?? 0)}*`
}

function pairs(folded: string, withLast: boolean): string[] {
  const points = Array.from(folded, (character) => character.codePointAt(0) ?? 0)
  const words = points.slice(1).map((point, at) => token(points[at] ?? 0, point))
  const last = points.at(-1)
  return withLast && last !== undefined ? [...words, token(last)] : words
}

function token(...points: number[]): string {
  return `x${points.map((point) => (point & 0xfffff).toString(16).padStart(5, '0')).join('')}`
}

/** Where `query` stands in `text`, in UTF-16 units of `text`, without overlaps. */
export function findMatches(text: string, query: string): { from: number; to: number }[] {
  const wanted = fold(query)
  if (wanted === '') return []
  const { folded, origin } = foldWithOrigin(text)
  const matches: { from: number; to: number }[] = []
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    const from = origin[at]?.from ?? 0
    matches.push({ from, to: origin[at + wanted.length - 1]?.to ?? from })
  }
  return matches
}

/** For each unit of the folded text the letter it came from. */
function foldWithOrigin(text: string): { folded: string; origin: { from: number; to: number }[] } {
  let folded = ''
  const origin: { from: number; to: number }[] = []
  for (const match of text.matchAll(LETTERS)) {
    const [letter] = match
    const piece = foldLetter(letter)
    const place = { from: match.index, to: match.index + letter.length }
    for (let unit = 0; unit < piece.length; unit++) origin.push(place)
    folded += piece
  }
  return { folded, origin }
}
