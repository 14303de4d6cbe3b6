import { afterAll, expect, it } from 'vitest'
import { AudienceType } from '../../shared/platform/message-content.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { chatDesk, conversation, OFFICER, openConversation, send, untilReady, untilSaid } from './support/chat.ts'
import { closeSharedBrowser } from './support/desk.ts'

afterAll(closeSharedBrowser)

const CENTRE = 'Command centre'
const toAdmin = { audience: 'admin', audienceType: AudienceType.user }
const DAY_MS = 86_400_000

it('picked messages are forwarded in the order they were said', async () => {
  const platform = await openPlatform()
  const { page } = await chatDesk(platform)
  await openConversation(page, CENTRE)
  for (const text of ['hand on one', 'hand on two']) {
    await send(page, text)
    await untilSaid(page, text)
  }
  await page.getByTestId('stream-select').click()
  await (await untilSaid(page, 'hand on two')).click()
  await (await untilSaid(page, 'hand on one')).click()
  await until('two', async () => (await page.getByTestId('selection-bar').getAttribute('data-count')) === '2')
  await page.getByTestId('selection-forward').click()
  await page.getByTestId('picker-search').fill('viewer')
  await page.locator('[data-testid="picker-row"][data-id="viewer"] input').check()
  await page.getByTestId('forward-send').click()
  await page.getByTestId('selection-bar').waitFor({ state: 'detached' })
  const said = (): string[] =>
    platform.control
      .messages({})
      .filter(({ audience, speaker }) => audience === 'viewer' && speaker === 'admin')
      .map(({ msgContent }) => (JSON.parse(msgContent) as { textMsg: string }).textMsg)
  await until('forwarded', () => said().slice(-2).join() === 'hand on one,hand on two')
})

it('everything is reached by keyboard: search, open, choose a message, answer it, the next unread', async () => {
  const platform = await openPlatform()
  const { page } = await chatDesk(platform)
  await page.keyboard.press('/')
  await page.keyboard.type('command')
  await page.getByTestId('search-conversation').first().waitFor()
  await page.keyboard.press('Enter')
  await untilReady(page)
  await until('written in', () => page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'))
  await page.getByTestId('stream-box').focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('r')
  expect(await page.getByTestId('composer-text').inputValue()).toMatch(/^> /)
  await page.getByTestId('composer-text').fill('')
  platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'urgent' })
  await until('unread', async () => (await conversation(page, OFFICER).getAttribute('data-unread')) === '1')
  for (let presses = 0; presses < 8; presses++) {
    if ((await page.getByTestId('stream-name').getAttribute('title')) === OFFICER) break
    await page.keyboard.press('Alt+ArrowDown')
    await untilReady(page)
  }
  await untilSaid(page, 'urgent')
  await page.getByTestId('conversation-list').focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const last = page.getByTestId('conversation-row').last()
  await until('the last one', async () => (await last.getAttribute('aria-selected')) === 'true')
})

it('a date leads to what was said from then on, the end is one click away', async () => {
  const platform = await openPlatform()
  const { page } = await chatDesk(platform)
  await openConversation(page, CENTRE)
  const yesterday = new Date(Date.now() - DAY_MS)
  const date = [yesterday.getFullYear(), yesterday.getMonth() + 1, yesterday.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  await page.getByTestId('stream-date').click()
  await page.getByTestId('stream-date-input').fill(date)
  await page.getByTestId('day-rule').getByText('Yesterday').waitFor()
  await page.getByTestId('jump-end').click()
  await page.getByTestId('jump-end').waitFor({ state: 'detached' })
  await page.getByTestId('day-rule').getByText('Yesterday').waitFor({ state: 'detached' })
})

it('a search is narrowed by conversation and type', async () => {
  const platform = await openPlatform()
  const { page } = await chatDesk(platform)
  for (const [text, speaker] of [
    ['lighthouse seen', OFFICER],
    ['lighthouse again', 'viewer'],
  ] as const) {
    platform.control.say({ speaker, ...toAdmin, text })
    await conversation(page, speaker).getByText(text).waitFor()
  }
  const hits = page.getByTestId('search-hit')
  await page.getByTestId('chat-search').fill('lighthouse')
  await until('both', async () => (await hits.count()) === 2)
  await page.getByTestId('chat-search').fill('')
  await openConversation(page, 'viewer')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('lighthouse')
  await until(
    'only here',
    async () => (await hits.allInnerTexts()).join().includes('again') && (await hits.count()) === 1,
  )
  await page.getByTestId('filter-here').uncheck()
  await until('both again', async () => (await hits.count()) === 2)
  await page.getByTestId('filter-type').selectOption('picture')
  await until('no picture says so', async () => (await hits.count()) === 0)
})
