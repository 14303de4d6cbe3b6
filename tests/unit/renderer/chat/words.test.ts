import { describe, expect, it } from 'vitest'
import { bytesText } from '../../../../renderer/ui/bytes.ts'
import {
  dayDistance,
  endOfDay,
  listTime,
  roughDuration,
  startOfDay,
} from '../../../../renderer/features/chat/chat-time.ts'
import { stampedName } from '../../../../renderer/features/chat/file-name.ts'
import { hitSnippet } from '../../../../renderer/features/chat/hit-snippet.ts'
import { insertAt } from '../../../../renderer/features/chat/insert-text.ts'
import { chatKey } from '../../../../renderer/features/chat/use-chat-keys.ts'
import { parsePanes } from '../../../../renderer/features/chat/use-panes.ts'
import { MORNING } from './fixtures.ts'

const at = (...parts: [number, number, number, number?, number?]): number =>
  new Date(parts[0], parts[1], parts[2], parts[3] ?? 0, parts[4] ?? 0).getTime()

describe('times', () => {
  it('are short for today and long for other years', () => {
    expect(listTime(at(2026, 2, 2, 7, 5), MORNING)).toBe('07:05')
    expect(listTime(at(2026, 0, 31), MORNING)).toBe('01-31')
    expect(listTime(at(2025, 11, 31), MORNING)).toBe('2025-12-31')
  })

  it('count days by midnights, not by hours', () => {
    expect(dayDistance(at(2026, 2, 1, 23, 59), MORNING)).toBe(1)
    expect(dayDistance(at(2026, 2, 2, 0, 1), MORNING)).toBe(0)
  })

  it('understand dates and refuse what is none', () => {
    expect(startOfDay('2026-03-02')).toBe(at(2026, 2, 2))
    expect(endOfDay('2026-03-02')).toBe(at(2026, 2, 3) - 1)
    expect(startOfDay('2026-3-2')).toBeUndefined()
    expect(endOfDay('')).toBeUndefined()
  })

  it('of temporary groups are round', () => {
    const inWords = (language: string) => [20, 2400, 7200, 172_800].map((seconds) => roughDuration(seconds, language))
    expect(inWords('en')).toEqual(['20 sec', '40 min', '2 hr', '2 days'])
    expect(inWords('zh-CN')).toEqual(['20秒', '40分钟', '2小时', '2天'])
  })
})

describe('a snippet', () => {
  it('shows the match of a long text', () => {
    const text = `${'x'.repeat(500)} the match ${'y'.repeat(500)}`
    const { text: shown, ranges } = hitSnippet(text, [{ from: 505, to: 510 }])
    expect(ranges.map(([from, to]) => shown.slice(from, to))).toEqual(['match'])
    expect(shown.length).toBeLessThan(170)
    expect([shown.startsWith('…'), shown.endsWith('…')]).toEqual([true, true])
  })

  it('keeps places of matches over line breaks', () => {
    const { text, ranges } = hitSnippet('one\ntwo', [{ from: 4, to: 7 }])
    expect(text).toBe('one two')
    expect(ranges).toEqual([[4, 7]])
  })
})

describe('small words', () => {
  it('sizes have three digits at most', () => {
    expect([0, 840, 1536, 1_500_000, 900_000_000].map(bytesText)).toEqual([
      '0 B',
      '840 B',
      '1.5 KB',
      '1.4 MB',
      '858 MB',
    ])
  })

  it('names of recordings say when', () => {
    expect(stampedName('voice', 'm4a', MORNING + 65_000)).toBe('voice-20260302-080105.m4a')
  })

  it('are put in place of what is selected', () => {
    expect(insertAt('one two', '🙂', 4, 7)).toEqual({ value: 'one 🙂', caret: 6 })
    expect(insertAt('text', '> q\n', 0)).toEqual({ value: '> q\ntext', caret: 4 })
  })
})

describe('keys of the area', () => {
  const key = (more: Partial<Parameters<typeof chatKey>[0]>, isTyping = false) =>
    chatKey({ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }, isTyping)

  it('search and go on, and leave typing alone', () => {
    expect(key({ code: 'KeyK', ctrlKey: true }, true)).toBe('search')
    expect(key({ code: 'KeyF', ctrlKey: true }, true)).toBe('searchHere')
    expect(key({ key: '/' })).toBe('search')
    expect(key({ key: '/' }, true)).toBeUndefined()
    expect(key({ key: 'ArrowDown', altKey: true }, true)).toBe('nextUnread')
    expect(key({ key: 'ArrowUp', altKey: true }, true)).toBe('previousUnread')
    expect(key({ key: 'ArrowUp' })).toBeUndefined()
    expect(key({ code: 'KeyK', ctrlKey: true, shiftKey: true })).toBeUndefined()
  })
})

it('what was kept of the columns is distrusted', () => {
  expect([undefined, null, 'x', { details: 'no' }].map((value) => parsePanes(value).details)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(parsePanes({ details: false })).toEqual({ details: false })
})
