/** A value as the lines of its indented JSON, with parts folded: only lines are shown, however large the value is. */
export interface JsonLine {
  /** JSON pointer; the line of a closing bracket has that of its opening one and a `$` behind it. */
  readonly key: string
  readonly depth: number
  /** Of the field; undefined for entries of a list and for the whole. */
  readonly name: string | undefined
  /** The value, or the bracket, as it is written. */
  readonly text: string
  readonly kind: 'text' | 'number' | 'word' | 'bracket'
  /** Opens a part that can be folded. */
  readonly foldable: boolean
  readonly folded: boolean
  /** Entries or fields of a folded part. */
  readonly count: number
  readonly comma: boolean
}

/** A value of more lines begins folded. */
export const LONG_LINES = 400
const PREVIEW_CHARACTERS = 160
const MAX_TEXT = 2000

/** How many lines the whole value takes; stops counting at `limit`. */
export function countLines(value: unknown, limit: number): number {
  const parts = partsOf(value)
  if (!parts || parts.length === 0) return 1
  let lines = 2
  for (const [, part] of parts) {
    lines += countLines(part, limit - lines)
    if (lines >= limit) return limit
  }
  return lines
}

/** `isFolded` is asked for each part that has parts, with its pointer and depth. */
export function linesOf(value: unknown, isFolded: (key: string, depth: number) => boolean): JsonLine[] {
  const lines: JsonLine[] = []
  write({ value, name: undefined, key: '', depth: 0, comma: false })
  return lines

  function write(at: { value: unknown; name: string | undefined; key: string; depth: number; comma: boolean }): void {
    const { key, depth, name, comma } = at
    const parts = partsOf(at.value)
    const line = { key, depth, name, count: 0, comma, foldable: false, folded: false }
    if (!parts) return void lines.push({ ...line, ...scalar(at.value) })
    const isList = Array.isArray(at.value)
    const [open, close] = isList ? ['[', ']'] : ['{', '}']
    if (parts.length === 0) return void lines.push({ ...line, text: open + close, kind: 'bracket' })
    if (isFolded(key, depth)) {
      const text = preview(at.value, isList)
      lines.push({ ...line, text, kind: 'bracket', foldable: true, folded: true, count: parts.length })
      return
    }
    lines.push({ ...line, text: open, kind: 'bracket', foldable: true, comma: false })
    parts.forEach(([part, own], index) =>
      write({
        value: own,
        name: isList ? undefined : part,
        key: `${key}/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        depth: depth + 1,
        comma: index < parts.length - 1,
      }),
    )
    lines.push({ ...line, key: `${key}$`, name: undefined, text: close, kind: 'bracket' })
  }
}

function partsOf(value: unknown): [string, unknown][] | undefined {
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined
}

function scalar(value: unknown): Pick<JsonLine, 'text' | 'kind'> {
  if (typeof value === 'string') return { text: JSON.stringify(short(value)), kind: 'text' }
  return { text: String(value), kind: typeof value === 'number' ? 'number' : 'word' }
}

/** A picture sent as text would be a line as long as the picture. */
function short(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length})` : text
}

/** What a folded part is about: its own plain fields, as far as a line goes. */
function preview(value: unknown, isList: boolean): string {
  if (isList) return '[…]'
  let text = ''
  for (const [name, part] of partsOf(value) ?? []) {
    if (typeof part === 'object' && part !== null) continue
    const next = `${text === '' ? '' : ', '}${name}: ${scalar(part).text}`
    if (text.length + next.length > PREVIEW_CHARACTERS) break
    text += next
  }
  return text === '' ? '{…}' : `{ ${text} … }`
}
