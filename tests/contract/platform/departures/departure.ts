/** Where we leave the documentation on purpose. Each one is used by the test: one that changes nothing fails. */
export type Part = 'method' | 'path' | 'params' | 'query' | 'request' | 'response'

export interface Departure {
  /** Name of the operation or subscription. */
  readonly operation: string
  readonly part: Part
  /**
   * What is printed: lines as `documentedLine` writes them, in a row. For `method` and `path` the one text. Empty with `ours`:
   * added at the end.
   */
  readonly documented: readonly string[]
  /** What stands in its place. */
  readonly ours: readonly string[]
  /** Every place where `documented` stands; otherwise the first. */
  readonly everywhere?: true
  readonly reason: string
}

/** The lines with the departures applied. Throws on one that finds nothing to change. */
export function depart(lines: readonly string[], departures: readonly Departure[]): string[] {
  return departures.reduce<string[]>((before, departure) => applied(before, departure), [...lines])
}

function applied(lines: readonly string[], departure: Departure): string[] {
  const { documented, ours, everywhere, operation, part } = departure
  if (documented.length === 0) return [...lines, ...ours]
  const result: string[] = []
  let changes = 0
  for (let at = 0; at < lines.length;) {
    const isHere = (changes === 0 || everywhere) && documented.every((line, offset) => lines[at + offset] === line)
    if (isHere) {
      result.push(...ours)
      at += documented.length
      changes++
    } else {
      result.push(lines[at] ?? '')
      at++
    }
  }
  if (changes === 0) throw new Error(`${operation}, ${part}: "${documented.join(', ')}" is not documented`)
  return result
}
