/**
 * Readings of Chinese characters, and the search of a name by what an operator types on a Latin keyboard: initials
 * (`xlc` for 巡逻车), full pinyin (`xunluoche`) and any mix of both. The dictionary is a third of a megabyte and comes in a
 * chunk of its own when it is first needed. Readings are kept per character, not per name: a fleet of 50,000 names is made
 * of some hundred characters, and a character with several readings is found by each of them.
 */

/** What may be typed for one character. */
export interface Spelling {
  /** Its readings and their initials. */
  readonly forms: readonly string[]
  /** Bit per letter a to z that stands in one of them. */
  readonly letters: number
}

/** Undefined: it has no readings (Latin, digits, signs). */
export type Readings = (char: string) => Spelling | undefined

/** Each element stands for one character of the name. */
export type SpelledName = readonly (Spelling | undefined)[]

const HAN = /\p{Script=Han}/u
/** Below this code there is no Han: most characters of most names need no look-up. */
const HAN_FIRST = 0x2e80

const SEPARATOR = /[\s\-_/·.,，、()（）#]/

/** Loads the dictionary. Rejects when the chunk cannot be fetched. */
export async function loadReadings(): Promise<Readings> {
  const { pinyin } = await import('pinyin-pro')
  const known = new Map<string, Spelling | undefined>()
  return (char) => {
    if (known.has(char)) return known.get(char)
    const spelling = HAN.test(char)
      ? spellingOf(pinyin(char, { toneType: 'none', multiple: true, type: 'array', v: true }))
      : undefined
    known.set(char, spelling)
    return spelling
  }
}

/** Full readings first, then initials, without repetition. `lv` may also be typed `lu`. */
function spellingOf(readings: readonly string[]): Spelling {
  const full = readings.flatMap((reading) => (reading.includes('v') ? [reading, reading.replace('v', 'u')] : [reading]))
  const initials = full.flatMap((reading) => {
    const double = /^[zcs]h/.exec(reading)?.[0]
    return double ? [double, reading.slice(0, 1)] : [reading.slice(0, 1)]
  })
  const forms = [...new Set([...full, ...initials])]
  return { forms, letters: lettersOf(forms.join('')) }
}

/** Undefined for a name without Chinese characters. */
export function spellName(folded: string, readings: Readings): SpelledName | undefined {
  let spelled: (Spelling | undefined)[] | undefined
  for (let at = 0; at < folded.length; at++) {
    if (folded.charCodeAt(at) < HAN_FIRST) continue
    const spelling = readings(folded.charAt(at))
    if (!spelling) continue
    spelled ??= new Array<Spelling | undefined>(folded.length).fill(undefined)
    spelled[at] = spelling
  }
  return spelled
}

/** Bit per letter a to z that can take part in spelling the name: what is not in it cannot match. */
export function letterMask(folded: string, spelled: SpelledName): number {
  let mask = lettersOf(folded)
  for (const spelling of spelled) if (spelling) mask |= spelling.letters
  return mask
}

export function lettersOf(text: string): number {
  let mask = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at) - 97
    if (letter >= 0 && letter < 26) mask |= 1 << letter
  }
  return mask
}

/**
 * Where `word` (folded) spells a part of the name, as [start, end) in characters. The last character may be typed in part.
 * A match begins at a Chinese character: plain text is found as text.
 */
export function findSpelled(folded: string, spelled: SpelledName, word: string): [number, number] | undefined {
  for (let start = 0; start < spelled.length; start++) {
    if (!spelled[start]) continue
    const end = spell(folded, spelled, start, word, 0)
    if (end >= 0) return [start, end]
  }
  return undefined
}

function spell(folded: string, spelled: SpelledName, at: number, word: string, typed: number): number {
  if (typed === word.length) return at
  if (at >= folded.length) return -1
  const spelling = spelled[at]
  if (!spelling) {
    const char = folded.charAt(at)
    if (char === word.charAt(typed)) return spell(folded, spelled, at + 1, word, typed + 1)
    return SEPARATOR.test(char) ? spell(folded, spelled, at + 1, word, typed) : -1
  }
  const rest = word.length - typed
  for (const form of spelling.forms) {
    if (rest <= form.length && form.startsWith(word.slice(typed))) return at + 1
    if (!word.startsWith(form, typed)) continue
    const end = spell(folded, spelled, at + 1, word, typed + form.length)
    if (end >= 0) return end
  }
  return -1
}
