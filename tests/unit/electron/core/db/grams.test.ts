import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from 'better-sqlite3'
import { containsFolded, fold, toQuery, toTokens } from '../../../../../electron/core/db/grams.ts'
import { connectTo } from '../../../../../electron/core/db/connection.ts'

/** An index as a table of ours would have one, over some texts. */
function index(texts: readonly string[]): Database {
  const db = connectTo(':memory:')
  db.exec(`CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE texts_fts USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')`)
  texts.forEach((text, id) => {
    db.prepare('INSERT INTO texts VALUES (?, ?)').run(id, text)
    db.prepare('INSERT INTO texts_fts (rowid, tokens) VALUES (?, ?)').run(id, toTokens(text))
  })
  return db
}

function search(db: Database, needle: string): number[] {
  return db
    .prepare<[string, string], number>(
      `SELECT texts.id FROM texts_fts JOIN texts ON texts.id = texts_fts.rowid
       WHERE texts_fts MATCH ? AND contains_folded(text, ?) ORDER BY texts_fts.rowid`,
    )
    .pluck()
    .all(toQuery(needle) ?? '', needle)
}

const LETTERS = [
  ...[
    'a',
    'b',
    'A',
    'É',
    'é',
    'e',
    '\u0301',
    '\u0308',
    'ß',
    'ς',
    'σ',
    'Σ',
    'İ',
    'ı',
    'i',
    'ﬁ',
    '½',
    '9',
    '-',
    '"',
    "'",
    ' ',
  ],
  ...[
    '中',
    '国',
    '巡',
    '逻',
    '、',
    '。',
    'Ａ',
    'ａ',
    '９',
    'ｶ',
    'ﾞ',
    'カ',
    '가',
    '\u1100',
    '\u1161',
    '\n',
    '\0',
    '*',
    '(',
  ],
  ...['🚓', '👩‍🚒', '🏽', '\u200d', '\ufe0f', '🇨🇳', '\ud83d', '\udea8', '𠮷'],
]
const text = fc.array(fc.constantFrom(...LETTERS), { maxLength: 12 }).map((letters) => letters.join(''))

describe('the index of neighbours', () => {
  it('finds exactly what contains the needle, in any writing', () => {
    const needle = fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), needle, (texts, wanted) => {
        const db = index(texts)
        const expected = texts.flatMap((one, id) => (fold(one).includes(fold(wanted)) ? [id] : []))
        expect(search(db, wanted)).toEqual(expected)
        db.close()
      }),
      { numRuns: 300 },
    )
  })

  it('finds every part of a text by itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (whole, from, length) => {
          const folded = Array.from(fold(whole))
          const start = from % folded.length
          const part = folded.slice(start, start + 1 + (length % (folded.length - start))).join('')
          fc.pre(fold(whole).includes(fold(part)))
          const db = index([whole])
          expect(search(db, part)).toEqual([0])
          db.close()
        },
      ),
      { numRuns: 300 },
    )
  })

  describe('over some messages', () => {
    const messages = ['警车已到达现场', 'Ｗａｔｃｈｐｏｓｔ ready', 'Café fermé', '🚓 en route', 'ok', '现']
    let db: Database
    beforeAll(() => {
      db = index(messages)
      return () => db.close()
    })

    it.each([
      ['一个字 in the middle', '到', [0]],
      ['the last character', '场', [0]],
      ['the only character', '现', [0, 5]],
      ['two characters', '现场', [0]],
      ['not what only has the same pairs', '场现', []],
      ['full-width as half-width', 'watch', [1]],
      ['half-width as full-width', 'ＲＥＡＤＹ', [1]],
      ['composed as decomposed', 'cafe\u0301', [2]],
      ['an emoji', '🚓', [3]],
      ['one letter', 'O', [1, 3, 4]],
      ['a blank', ' ', [1, 2, 3]],
      ['what is in none', 'zz', []],
    ])('finds %s', (_, needle, expected) => expect(search(db, needle)).toEqual(expected))
  })

  it('forgets a text that is deleted', () => {
    const db = index(['abc', 'abd'])
    db.exec('DELETE FROM texts_fts WHERE rowid = 0; DELETE FROM texts WHERE id = 0')
    expect(search(db, 'ab')).toEqual([1])
    db.close()
  })

  it('has no question for nothing', () => {
    expect(toQuery('')).toBeUndefined()
    expect(toTokens('')).toBe('')
    expect(containsFolded('abc', '')).toBe(true)
  })

  it('leaves the tokenizer nothing to decide', () => {
    // Whatever the text, its tokens are ASCII words: the tokenizer that knows least gives back what it got.
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => /^[a-z0-9 ]*$/.test(toTokens(any))))
  })
})
