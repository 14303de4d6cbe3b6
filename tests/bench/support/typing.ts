import type { Locator } from 'playwright-core'
import { pinyin } from 'pinyin-pro'
import type { SimulatedDevice } from './simulator-process.ts'

/** What people type to find this device: name, initials of its pinyin, id, English name. */
export function queriesFor({ name, id }: SimulatedDevice): string[] {
  const [chinese = '', english = ''] = name.split(' / ')
  const characters = chinese.replaceAll(/[^\p{Script=Han}]/gu, '')
  const initials = pinyin(characters, { pattern: 'first', toneType: 'none', separator: '' })
  return [characters, initials, id.slice(-6).toLowerCase(), english.slice(0, 8).toLowerCase()]
}

export interface Typed {
  readonly ms: readonly number[]
  /** The field after the key that took longest, and how long. */
  readonly slowest: string
  /** Hits of the whole query. */
  readonly hits: string
}

/** Types `query` key by key, each when the result of the one before is on screen, and empties the field at the end. */
export async function typeQuery(field: Locator, query: string): Promise<Typed> {
  const page = field.page()
  // Text without keys goes to the page in front only.
  await page.bringToFront()
  await field.focus()
  const ms: number[] = []
  const press = async (action: () => Promise<void>): Promise<string> => {
    await page.evaluate(() => window.treeProbe.armKeystroke())
    await action()
    const { ms: took, shown } = await page.evaluate(() => window.treeProbe.keystroke())
    const settled = await page.evaluate(() => window.treeProbe.shown())
    if (settled !== shown) throw new Error(`"${query}": painted ${shown} hits, in the end there were ${settled}`)
    ms.push(took)
    return shown
  }
  let hits = ''
  for (const character of query) {
    const isTyped = /[ -~]/.test(character)
    hits = await press(() => (isTyped ? page.keyboard.press(character) : page.keyboard.insertText(character)))
  }
  await press(() => page.keyboard.press('Escape'))
  const at = ms.indexOf(Math.max(...ms))
  const slowest = `${at === query.length ? 'Escape' : `"${query.slice(0, at + 1)}"`} ${Math.round(ms[at] ?? 0)} ms`
  return { ms, hits, slowest }
}
