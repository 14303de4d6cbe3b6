/** The chat on the screen: what tests of it do again and again. */
import type { Locator, Page } from 'playwright-core'
import { until } from '../../support/until.ts'
import { openDesk, type Desk, type DeskOptions } from './desk.ts'

const PASSWORDS = { admin: '123456', operator: 'Watch-2026', viewer: 'View-2026' } as const

/** A desk with the chat open and level with the platform. */
export async function chatDesk(
  platform: { url: string },
  username: keyof typeof PASSWORDS = 'admin',
  options: DeskOptions = {},
): Promise<Desk> {
  const desk = await openDesk({
    ...options,
    at: platform,
    account: { username, password: PASSWORDS[username] },
  })
  await desk.page.getByTestId('area-chat').click()
  await untilChat(desk.page, 'live')
  return desk
}

export async function untilChat(page: Page, phase: 'live' | 'stale', limitMs = 30_000): Promise<void> {
  await page
    .locator(`[data-testid="chat-notice"][data-phase="${phase}"]`)
    .waitFor({ state: 'attached', timeout: limitMs })
}

/** Somebody in the field, with a terminal. */
export const OFFICER = 'officer0001'

/** By the ID of whom it is with, or by a part of its name: IDs here are small letters and digits, names are not. */
export function conversation(page: Page, who: string): Locator {
  const row = page.getByTestId('conversation-row')
  const isId = /^[a-z\d]+$/.test(who)
  return isId
    ? page.locator(`[data-testid="conversation-row"][data-partner="${who}"]`)
    : row.filter({ has: page.locator('.name', { hasText: who }) })
}

/** By its row in the list, or by searching for it. */
export async function openConversation(page: Page, who: string): Promise<void> {
  await conversation(page, who).first().click()
  await untilReady(page)
}

/** Starts one with somebody found by their ID. */
export async function startConversation(page: Page, id: string): Promise<void> {
  await page.getByTestId('chat-search').fill(id)
  await page.getByTestId('search-results').locator(`[data-key$="${id}"]`).click()
  await untilReady(page)
}

export async function untilReady(page: Page): Promise<void> {
  await page.locator('[data-testid="stream-box"][data-phase="ready"]').waitFor()
}

export async function send(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer-text').fill(text)
  await page.getByTestId('composer-text').press('Enter')
}

/** Messages in sight or near it, as they are read. */
export async function texts(page: Page): Promise<string[]> {
  const all = await page.getByTestId('message').allInnerTexts()
  return all.map((text) => text.trim().split('\n').at(-1) ?? '')
}

export async function untilSaid(page: Page, text: string, limitMs = 10_000): Promise<Locator> {
  const said = page.getByTestId('message').filter({ hasText: text })
  await said.first().waitFor({ timeout: limitMs })
  return said
}

/** How far the stream is scrolled, and the first message in sight with its distance from the top of the window. */
export async function place(page: Page): Promise<{ scrollTop: number; id: string; offset: number }> {
  return page.getByTestId('stream-box').evaluate((box) => {
    const top = box.getBoundingClientRect().top
    const rows = [...box.querySelectorAll<HTMLElement>('[data-testid="message"]')]
    const row = rows.find((element) => element.getBoundingClientRect().bottom > top)
    return {
      scrollTop: box.scrollTop,
      id: row?.dataset['id'] ?? '',
      offset: Math.round((row?.getBoundingClientRect().top ?? 0) - top),
    }
  })
}

export async function scrollTo(page: Page, top: number): Promise<void> {
  await page.getByTestId('stream-box').evaluate((box, to) => box.scrollTo(0, to), top)
}

/** Goes by key to each conversation with something unread, and to its end. */
export async function readEverything(page: Page): Promise<void> {
  const unread = page.locator('[data-testid="conversation-row"]:not([data-unread="0"])')
  await until(
    'everything read',
    async () => {
      if ((await unread.count()) === 0) return true
      await page.keyboard.press('Alt+ArrowDown')
      await untilReady(page)
      const end = page.getByTestId('jump-end')
      await end.click({ timeout: 500 }).catch(() => undefined)
      return false
    },
    30_000,
  )
}

export async function untilAtEnd(page: Page): Promise<void> {
  await until(
    'the end of the stream',
    async () => (await page.getByTestId('stream-box').getAttribute('data-at-end')) === 'true',
  )
}
