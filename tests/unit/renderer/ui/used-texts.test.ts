import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { en } from '../../../../renderer/locales/en/index.ts'

const ROOT = new URL('../../../../renderer/', import.meta.url).pathname

function has(key: string): boolean {
  const found = key
    .split('.')
    .reduce<unknown>(
      (part, name) => (typeof part === 'object' && part ? (part as Record<string, unknown>)[name] : undefined),
      en,
    )
  return typeof found === 'string'
}

describe('texts', () => {
  it('every key a screen asks for by name exists', () => {
    const files = globSync('**/*.{vue,ts}', { cwd: ROOT })
    const asked = files.flatMap((file) =>
      [...readFileSync(ROOT + file, 'utf8').matchAll(/\bt\(\s*'([a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+)'/g)].map(
        ([, key = '']) => `${key} (${file})`,
      ),
    )
    expect(asked.length).toBeGreaterThan(50)
    expect(asked.filter((entry) => !has(entry.split(' ')[0] ?? ''))).toEqual([])
  })
})
