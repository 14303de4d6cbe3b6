import { fold } from '../db/bigrams.ts'

/** A letter with its marks. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu

/** Where `query` stands in `text` by the rules of the search, in UTF-16 units of `text`, without overlaps. */
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

/** Folded letter by letter, for each unit of the folded text the letter it came from. */
function foldWithOrigin(text: string): { folded: string; origin: { from: number; to: number }[] } {
  let folded = ''
  const origin: { from: number; to: number }[] = []
  for (const match of text.matchAll(LETTERS)) {
    const [letter] = match
    const piece = fold(letter)
    const place = { from: match.index, to: match.index + letter.length }
    for (let unit = 0; unit < piece.length; unit++) origin.push(place)
    folded += piece
  }
  return { folded, origin }
}
