import type { Page } from 'playwright-core'
import { en } from '../../../renderer/locales/en/index.ts'
import { zhCN } from '../../../renderer/locales/zh-CN/index.ts'

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Object.values(value as Record<string, unknown>).flatMap(textsOf)
}

/** What only the English texts say: each with its places for values cut out, its plural forms apart. */
function englishOnly(): Set<string> {
  const chinese = new Set(textsOf(zhCN))
  const english = textsOf(en).filter((text) => !chinese.has(text) && /[a-z]{3}/.test(text))
  return new Set(english.flatMap((text) => text.split(' | ')).filter((text) => !text.includes('{')))
}

/** English texts of ours on a screen that is meant to be Chinese: what is read, and what screen readers say. */
export async function englishLeft(page: Page): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const attributes = ['aria-label', 'title', 'placeholder', 'aria-description']
    const said = [...document.querySelectorAll('*')].flatMap((element) =>
      attributes.map((name) => element.getAttribute(name) ?? ''),
    )
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const read: string[] = []
    while (walker.nextNode()) read.push(walker.currentNode.nodeValue ?? '')
    return [...read, ...said].map((text) => text.trim())
  })
  const english = englishOnly()
  return shown.filter((text) => english.has(text))
}
