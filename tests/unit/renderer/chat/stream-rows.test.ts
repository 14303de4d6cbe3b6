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

describe('claims', () => {
  const said = (id: number, claimed = true, more: Partial<Message> = {}): Message =>
    message(id, {
      body: { kind: 'custom', text: '…', claim: { about: 'camera', puid: 'PU_1', index: 0, claimed } },
      ...more,
    })
  const wang = { kind: 'User', id: 'wang', name: 'Wang' } as const
  const claimIds = (all: readonly Message[]): number[] =>
    rowsOf(all).flatMap((row) => (row.kind === 'claim' ? [row.message.id] : []))

  it('are rows of their own kind, and begin what is said next anew', () => {
    const rows = rowsOf([message(1), said(2), message(3), message(4)])
    expect(kinds(rows)).toEqual(['edge', 'day', 'message', 'claim', 'message', 'message'])
    expect(firsts(rows)).toEqual([true, true, false])
  })

  it('said again in time have no row, whatever is said between', () => {
    const later = (id: number, minutes: number): Message => said(id, true, { time: MORNING + minutes * MINUTE_MS })
    expect(claimIds([later(1, 0), later(2, 2.5), message(3), later(4, 5), later(5, 7.5)])).toEqual([1])
    expect(claimIds([later(1, 0), later(2, 6)])).toEqual([1, 2])
  })

  it('have one when somebody else says it, or it was given back', () => {
    expect(claimIds([said(1), said(2, true, { speaker: wang }), said(3)])).toEqual([1, 2, 3])
    expect(claimIds([said(1), said(2, false), said(3), said(4)])).toEqual([1, 2, 3])
    const other = { about: 'alarm', key: 'PU_1', claimed: true } as const
    expect(claimIds([said(1), said(2, true, { body: { kind: 'custom', text: '…', claim: other } }), said(3)])).toEqual([
      1, 2,
    ])
  })

  it('do not draw the line of what is unread', () => {
    expect(kinds(rowsOf([message(1), said(2), message(3)], { unreadAfter: 1 }))).toEqual([
      'edge',
      'day',
      'message',
      'claim',
      'unread',
      'message',
    ])
  })
})
