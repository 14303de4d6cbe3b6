import { describe, expect, it } from 'vitest'
import { en } from '../../../../renderer/locales/en/index.ts'
import { zhCN } from '../../../../renderer/locales/zh-CN/index.ts'
import { ERROR_CODES } from '../../../../shared/errors.ts'

/** Every text with its key, `errors.platformCodes.14` and the like. */
function texts(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]])
  const entries = Object.entries(value as Record<string, unknown>)
  return new Map(entries.flatMap(([key, part]) => [...texts(part, path ? `${path}.${key}` : key)]))
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

const english = texts(en)
const chinese = texts(zhCN)

describe('locales', () => {
  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
    expect(english.size).toBeGreaterThan(100)
  })

  it('have no empty text', () => {
    const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })

  it('speak of the same facts', () => {
    const different = [...english].filter(
      // A plural form may write the number as a word.
      ([key, text]) =>
        !text.includes(' | ') && placeholders(text).join() !== placeholders(chinese.get(key) ?? '').join(),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('have a sentence for every error code and every documented platform code', () => {
    const platformCodes = Array.from({ length: 18 }, (_, index) => `errors.platformCodes.${index + 1}`)
    for (const key of [...ERROR_CODES.map((code) => `errors.${code}`), ...platformCodes]) {
      expect(english.get(key), `en ${key}`).toBeTruthy()
      expect(chinese.get(key), `zh-CN ${key}`).toBeTruthy()
    }
  })
})
