/** A message's text cut into what is shown differently: quotes, addresses, the rest. Never markup. */
export type TextPart =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'link'; readonly url: string }

export interface TextBlock {
  /** Lines that begin with "> " in the message. */
  readonly quoted: boolean
  readonly parts: readonly TextPart[]
}

const ADDRESS = /https?:\/\/[^\s<>"'“”‘’（）【】《》，。；！？、]+/gi
/** Punctuation that ends a sentence, not an address. */
const TAIL = /[.,;:!?)\]}]+$/
const QUOTE = /^> ?/
const EMOJI = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\u20e3]|\s)+$/u
const MOST_BIG_EMOJI = 6

export function textBlocks(text: string): TextBlock[] {
  const blocks: { quoted: boolean; lines: string[] }[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const quoted = QUOTE.test(line)
    const shown = quoted ? line.replace(QUOTE, '') : line
    const last = blocks.at(-1)
    if (last?.quoted === quoted) last.lines.push(shown)
    else blocks.push({ quoted, lines: [shown] })
  }
  return blocks.map(({ quoted, lines }) => ({ quoted, parts: textParts(lines.join('\n')) }))
}

export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    const url = match[0].replace(TAIL, '')
    if (!isSafeAddress(url)) continue
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) })
    parts.push({ kind: 'link', url })
    from = match.index + url.length
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  return parts
}

/** Only http and https, and nothing that hides where it leads behind a name and password. */
export function isSafeAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}

/** A few emoji and nothing else: shown big. */
export function isBigEmoji(text: string): boolean {
  const bare = text.replace(/\s/g, '')
  if (
    bare === '' ||
    bare.length > 60 ||
    !EMOJI.test(text) ||
    !/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text)
  )
    return false
  return [...new Intl.Segmenter().segment(bare)].length <= MOST_BIG_EMOJI
}

/** The text as a quotation with an empty line for the answer. */
export function quote(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !QUOTE.test(line))
  return `${lines.map((line) => `> ${line}`).join('\n')}\n`
}

const LONG_CHARACTERS = 2_000
const LONG_LINES = 30

/** What is shown of a text at first: huge ones would push everything else off the screen. */
export function headOf(text: string): { head: string; isWhole: boolean } {
  let at = -1
  for (let lines = 0; lines < LONG_LINES; lines++) {
    at = text.indexOf('\n', at + 1)
    if (at < 0) break
  }
  const end = Math.min(at < 0 ? text.length : at, LONG_CHARACTERS)
  // Not through the middle of a character of two units.
  const code = text.charCodeAt(end - 1)
  const whole = code >= 0xd800 && code <= 0xdbff ? end - 1 : end
  return end >= text.length ? { head: text, isWhole: true } : { head: text.slice(0, whole), isWhole: false }
}
