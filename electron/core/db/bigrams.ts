/**
 * Full-text search in any language, from one character up: a text is indexed by its pairs of neighbouring characters, a
 * query asks for all of its pairs, and `contains_folded` keeps of the hits those that really contain it. Exact, whatever
 * the language: nothing is split into words, nothing is ranked or stemmed.
 *
 * The table for it is contentless FTS5 whose rows carry the rowid of the text's:
 * `CREATE VIRTUAL TABLE x_fts USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')`
 */

/**
 * What counts as the same text: full-width and half-width, composed and decomposed, upper and lower case, both forms of the
 * Greek small sigma.
 */
export function fold(text: string): string {
  // Lower case can leave composed what NFKC would not, and the other way round: hence twice.
  return text.toWellFormed().normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC')
}

/** Whether the folded text contains the folded needle. In SQL: `contains_folded(text, needle)`. */
export function containsFolded(text: string, needle: string): boolean {
  return fold(text).includes(fold(needle))
}

/**
 * The tokens of a text, to be inserted into its full-text row: each different character and each different pair. Single
 * characters cost a fifth more on disk than looking for the beginnings of pairs would; but a frequent one begins thousands
 * of pairs, whose lists would be merged for every search.
 */
export function toTokens(text: string): string {
  const characters = Array.from(fold(text), hex)
  return [...new Set([...characters.map(single), ...pairs(characters)])].join(' ')
}

/**
 * The MATCH expression that finds every text that may contain `needle` (and some that do not: recheck). Undefined for an
 * empty needle, which every text contains.
 */
export function toQuery(needle: string): string | undefined {
  const characters = Array.from(fold(needle), hex)
  if (characters.length < 2) return characters.map(single)[0]
  return [...new Set(pairs(characters))].join(' AND ')
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16)
}

/** Letters and digits only: whatever a character is, its token is a plain word. */
function single(code: string): string {
  return `s${code}`
}

/** `g` is no digit: where one code ends and the next begins is never in doubt. */
function pairs(codes: readonly string[]): string[] {
  return codes.slice(1).map((code, index) => `x${codes[index]}g${code}`)
}
