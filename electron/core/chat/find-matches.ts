import { fold } from '../db/grams.ts'

/** A letter with its marks. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu

/** Texts of these alone fold unit for unit: what stands there folded stands there in the text. Most are such. */
const IN_PLACE = /^[\n -~、。\u4e00-\u9fff\uff01-\uff5e]*$/

/** Where `query` stands in `text` by the rules of the search, in UTF-16 units of `text`, without overlaps. */
export function findMatches(text: string, query: string): { from: number; to: number }[] {
  const wanted = fold(query)
  if (wanted === '') return []
  if (IN_PLACE.test(text)) return placesOf(wanted, fold(text)).map((at) => ({ from: at, to: at + wanted.length }))
  const { folded, origin } = foldWithOrigin(text)
  return placesOf(wanted, folded).map((at) => {
    const from = origin[at]?.from ?? 0
    return { from, to: origin[at + wanted.length - 1]?.to ?? from }
  })
}

function placesOf(wanted: string, folded: string): number[] {
  const places: number[] = []
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) places.push(at)
  return places
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
