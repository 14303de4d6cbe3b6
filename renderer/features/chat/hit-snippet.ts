/** The stretch of a hit's text around its first match: what stands in one line of the results. */
import type { SearchHit } from '../../../shared/contract/chat.ts'

const BEFORE = 24
const LENGTH = 160

export interface Snippet {
  readonly text: string
  /** [start, end) in `text`. */
  readonly ranges: readonly (readonly [number, number])[]
}

export function hitSnippet(text: string, matches: SearchHit['matches']): Snippet {
  const first = matches[0]?.from ?? 0
  const start = first > BEFORE * 2 ? first - BEFORE : 0
  const end = Math.min(text.length, start + LENGTH)
  const lead = start > 0 ? '…' : ''
  const shift = lead.length - start
  return {
    // One character for one: the ranges stay true.
    text: lead + text.slice(start, end).replace(/\s/g, ' ') + (end < text.length ? '…' : ''),
    ranges: matches
      .filter(({ from, to }) => from >= start && to <= end && to > from)
      .map(({ from, to }) => [from + shift, to + shift] as const),
  }
}

/** The text that was searched, by the kind of the message. */
export function searchedText({ message: { body } }: SearchHit): string {
  if (body.kind === 'file') return body.name
  if (body.kind === 'other') return body.raw
  return body.kind === 'place' ? '' : body.text
}
