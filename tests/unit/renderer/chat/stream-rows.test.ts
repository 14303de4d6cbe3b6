import { describe, expect, it } from 'vitest'
import { streamRows, type StreamRow } from '../../../../renderer/features/chat/stream-rows.ts'
import type { Message } from '../../../../shared/contract/chat.ts'
import { entry, message, messages, MORNING } from './fixtures.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

function rowsOf(all: readonly Message[], more: Partial<Parameters<typeof streamRows>[0]> = {}): StreamRow[] {
  const stream = { messages: all, older: 'none' as const, newer: false, ...more.stream }
  return streamRows({ outbox: [], unreadAfter: undefined, ...more, stream })
}
const kinds = (rows: readonly StreamRow[]): string[] => rows.map(({ kind }) => kind)
const firsts = (rows: readonly StreamRow[]): boolean[] =>
  rows.flatMap((row) => (row.kind === 'message' ? [row.isFirst] : []))

describe('rows', () => {
  it('begin with the end of what is here, then the day', () => {
    expect(kinds(rowsOf(messages(1, 2)))).toEqual(['edge', 'day', 'message', 'message'])
    expect(kinds(rowsOf([]))).toEqual(['edge'])
  })

  it('have a rule for each new day', () => {
    const rows = rowsOf([
      message(1),
      message(2, { time: MORNING + DAY_MS }),
      message(3, { time: MORNING + DAY_MS + 1 }),
    ])
    expect(kinds(rows)).toEqual(['edge', 'day', 'message', 'day', 'message', 'message'])
    expect(firsts(rows)).toEqual([true, true, false])
  })

  it('stand together by speaker until a pause of five minutes', () => {
    const other = { kind: 'PU' as const, id: 'li', name: 'A device with the same ID' }
    const rows = rowsOf([
      message(1),
      message(2),
      message(3, { speaker: other }),
      message(4),
      message(5, { time: MORNING + 5 * MINUTE_MS + 4000 }),
    ])
    expect(firsts(rows)).toEqual([true, false, true, true, true])
  })

  it('draw the line before the first unread of others', () => {
    const all = [message(1), message(2), message(3, { mine: true }), message(4), message(5)]
    expect(kinds(rowsOf(all, { unreadAfter: 2 }))).toEqual([
      'edge',
      'day',
      'message',
      'message',
      'message',
      'unread',
      'message',
      'message',
    ])
    expect(kinds(rowsOf(all, { unreadAfter: 5 }))).not.toContain('unread')
  })

  it('draw no line where the stretch begins behind it', () => {
    const stream = { messages: messages(50, 60), older: 'store' as const, newer: false }
    expect(kinds(rowsOf([], { stream, unreadAfter: 10 }))).not.toContain('unread')
    expect(kinds(rowsOf([], { stream: { ...stream, older: 'none' }, unreadAfter: 10 }))).toContain('unread')
  })

  it('end with the outbox, but not in the past', () => {
    const outbox = [entry('a')]
    expect(kinds(rowsOf(messages(1, 1), { outbox })).at(-1)).toBe('outbox')
    const stream = { messages: messages(1, 1), older: 'none' as const, newer: true }
    expect(kinds(rowsOf([], { stream, outbox }))).not.toContain('outbox')
  })

  it('have keys of their own', () => {
    const rows = rowsOf(messages(1, 40), { outbox: [entry('a'), entry('b')], unreadAfter: 20 })
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  })
})
