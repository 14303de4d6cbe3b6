/**
 * Full-text search in any language, from one character up: a text is indexed by its characters, its pairs of neighbours and,
 * where its script has few letters, its triples; a query asks for as many of these as cover it, and `contains_folded` keeps of
 * the hits those that really contain it. Exact, whatever the language: nothing is split into words, nothing is ranked or
 * stemmed.
 *
 * The table for it is contentless FTS5 whose rows carry the rowid of the text's:
 * `CREATE VIRTUAL TABLE x_fts USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')`
 */

/** Below are alphabets, digits and signs, above are scripts with thousands of characters, where a pair already tells enough. */
const FIRST_IDEOGRAPH = 0x2e80

/**
 * What counts as the same text: full-width and half-width, composed and decomposed, upper and lower case, both forms of the
 * Greek small sigma.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  // Lower case can leave composed what NFKC would not, and the other way round: hence twice.
  return text.toWellFormed().normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC')
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

/** `containsFolded` for one needle and many texts. */
export function finder(needle: string): (text: string) => boolean {
  const folded = fold(needle)
  return (text) => fold(text).includes(folded)
}

/** Whether the folded text contains the folded needle. In SQL: `contains_folded(text, needle)`. */
export function containsFolded(text: string, needle: string): boolean {
  return finder(needle)(text)
}

/**
 * The tokens of a text, to be inserted into its full-text row. In SQL: `search_tokens(text)`. Single characters cost a fifth
 * more on disk than looking for the beginnings of pairs would; but a frequent one begins thousands of pairs, whose lists would
 * be merged for every search. Triples cost a tenth: eight Latin letters are seven pairs, each of them in every fifth text.
 */
export function toTokens(text: string): string {
  const codes = codesOf(text)
  const tokens = new Set<string>()
  for (let at = 0; at < codes.length; at++)
    for (let size = 1; size <= 3; size++) if (hasGram(codes, at, size)) tokens.add(gram(codes, at, size))
  return [...tokens].join(' ')
}

/**
 * The MATCH expression that finds every text that may contain `needle` (and some that do not: recheck). Undefined for an
 * empty needle, which every text contains.
 */
export function toQuery(needle: string): string | undefined {
  const codes = codesOf(needle)
  if (codes.length < 2) return codes.length === 0 ? undefined : gram(codes, 0, 1)
  const tokens = new Set<string>()
  // Each token is a list to walk along: those that overlap would tell little more than one of them.
  for (let at = 0; at < codes.length;) {
    const size = sizeAt(codes, at)
    const left = codes.length - at
    if (size <= left && !(left === 2 && hasGram(codes, at - 1, 3))) tokens.add(gram(codes, at, size))
    else tokens.add(lastGram(codes))
    at += size
  }
  return [...tokens].join(' AND ')
}

function codesOf(text: string): readonly number[] {
  return Array.from(fold(text), (character) => character.codePointAt(0) ?? 0)
}

function sizeAt(codes: readonly number[], at: number): number {
  return hasGram(codes, at, 3) ? 3 : 2
}

function lastGram(codes: readonly number[]): string {
  const size = sizeAt(codes, codes.length - 3)
  return gram(codes, codes.length - size, size)
}

/** Whether so many characters from there on are a token. */
function hasGram(codes: readonly number[], at: number, size: number): boolean {
  if (at < 0 || at + size > codes.length) return false
  return size < 3 || (isOfAlphabet(codes[at]) && isOfAlphabet(codes[at + 1]) && isOfAlphabet(codes[at + 2]))
}

function isOfAlphabet(code: number | undefined): boolean {
  return code !== undefined && code < FIRST_IDEOGRAPH
}

const KINDS = ['', 's', 'x', 'y']

/**
 * Letters and digits only: whatever a character is, its token is a plain word. `g` is no digit: where one code ends and the
 * next begins is never in doubt.
 */
function gram(codes: readonly number[], at: number, size: number): string {
  let token = `${KINDS[size] ?? ''}${(codes[at] ?? 0).toString(16)}`
  for (let next = at + 1; next < at + size; next++) token += `g${(codes[next] ?? 0).toString(16)}`
  return token
}
