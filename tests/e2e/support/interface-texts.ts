/** What the program itself says on the screen, and whether words of another language are left in it. */
import type { Page } from 'playwright-core'

/** A sign of naive-ui in its selects that has no words but one for readers, which cannot be changed. */
const SIGN = '.n-base-loading'

/** Every visible text, name for readers, title and placeholder, but those inside `given`: what the platform or the operator gave. */
export function interfaceTexts(page: Page, given: string): Promise<string[]> {
  return page.evaluate((notOurs) => {
    const texts: string[] = []
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (element.closest(notOurs) || !element.checkVisibility()) continue
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      texts.push(...own.map((node) => node.textContent ?? ''))
      if (element.matches('[data-testid=fleet-row] *')) continue
      texts.push(...['title', 'aria-label', 'placeholder'].map((name) => element.getAttribute(name) ?? ''))
    }
    return texts.map((text) => text.trim()).filter((text) => text !== '')
  }, `${given}, ${SIGN}`)
}

/** Names, units and keys are written the same everywhere. */
const SAME_EVERYWHERE = new Set([
  'Watchpost',
  'Electron',
  'Node',
  'js',
  'English',
  'HTTP',
  'WebRTC',
  'WebSocket',
  'Ctrl',
  'Shift',
  'Alt',
  'Tab',
  'PgDn',
  'Enter',
  'Esc',
  'Space',
  'CPU',
  'KB',
  'MB',
  'GB',
  'ID',
  'CSV',
  'SOS',
  'EEMUA',
  'ISA',
  'operator',
])

/** Those with Latin words that are not written the same everywhere. */
export function latinIn(texts: readonly string[]): string[] {
  const foreign = (text: string): boolean =>
    [...text.matchAll(/[A-Za-z]{2,}/g)].some(([word]) => !SAME_EVERYWHERE.has(word))
  return texts.filter(foreign)
}
