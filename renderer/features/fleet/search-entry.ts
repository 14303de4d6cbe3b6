/** What a search looks at for one name: made once per name, kept on its node. */
import { fold } from './fold.ts'
import { findSpelled, lettersOf, letterMask, spellName, type Readings, type SpelledName } from './pinyin.ts'

export interface SearchEntry {
  /** Folded. */
  readonly name: string
  /** Folded name, id and further words (title, terminals), a line each. */
  readonly text: string
  /** Undefined until readings are loaded, null for a name without Chinese characters. */
  spelled: SpelledName | null | undefined
  letters: number
}

export interface SearchWord {
  readonly text: string
  /** 0 for a word that cannot be pinyin. */
  readonly letters: number
}

const MAX_WORDS = 8
const MAX_WORD_LENGTH = 64

/** Splits what was typed into words that must all be found. */
export function parseQuery(typed: string): readonly SearchWord[] {
  return fold(typed)
    .split(/\s+/)
    .filter((text) => text !== '')
    .slice(0, MAX_WORDS)
    .map((text) => text.slice(0, MAX_WORD_LENGTH))
    .map((text) => ({ text, letters: /^[a-z0-9]+$/.test(text) ? lettersOf(text) : 0 }))
}

export function makeEntry(name: string, id: string, further: readonly string[] = []): SearchEntry {
  const folded = fold(name)
  const text = [folded, fold(id), ...further.map(fold)].join('\n')
  return { name: folded, text, spelled: undefined, letters: 0 }
}

/** Spells the name once readings are there. */
export function completeEntry(entry: SearchEntry, readings: Readings): void {
  if (entry.spelled !== undefined) return
  entry.spelled = spellName(entry.name, readings) ?? null
  entry.letters = entry.spelled ? letterMask(entry.name, entry.spelled) : 0
}

export function matchesAll(entry: SearchEntry, words: readonly SearchWord[]): boolean {
  for (const word of words) if (!entry.text.includes(word.text) && !isSpelled(entry, word)) return false
  return true
}

function isSpelled(entry: SearchEntry, word: SearchWord): boolean {
  if (!entry.spelled || word.letters === 0 || (word.letters & ~entry.letters) !== 0) return false
  return findSpelled(entry.name, entry.spelled, word.text) !== undefined
}

/** True when the name begins with what `typed` (folded) spells in pinyin. */
export function beginsSpelled(entry: SearchEntry, typed: string): boolean {
  return entry.spelled ? findSpelled(entry.name, entry.spelled, typed)?.[0] === 0 : false
}

/** The parts of the name that were hit, as [start, end), in order, not overlapping. */
export function markName(entry: SearchEntry, words: readonly SearchWord[]): [number, number][] {
  const found: [number, number][] = []
  for (const word of words) {
    const at = entry.name.indexOf(word.text)
    if (at >= 0) found.push([at, at + word.text.length])
    else if (entry.spelled && isSpelled(entry, word)) {
      const range = findSpelled(entry.name, entry.spelled, word.text)
      if (range) found.push(range)
    }
  }
  return joinRanges(found)
}

/** The same in any other text (an id): only as it stands. */
export function markText(text: string, words: readonly SearchWord[]): [number, number][] {
  const folded = fold(text)
  const found: [number, number][] = []
  for (const word of words) {
    const at = folded.indexOf(word.text)
    if (at >= 0) found.push([at, at + word.text.length])
  }
  return joinRanges(found)
}

function joinRanges(ranges: [number, number][]): [number, number][] {
  const joined: [number, number][] = []
  for (const range of ranges.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1])
    else joined.push([range[0], range[1]])
  }
  return joined
}
