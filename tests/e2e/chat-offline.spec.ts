import { afterAll, describe, expect, it } from 'vitest'
import { AudienceType } from '../../shared/platform/message-content.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import {
  chatDesk,
  conversation,
  OFFICER,
  openConversation,
  send,
  startConversation,
  untilChat,
  untilSaid,
} from './support/chat.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { fillSignIn } from './support/sign-in.ts'

afterAll(closeSharedBrowser)

const CENTRE = 'Command centre'
const OPERATOR = 'operator'
const toAdmin = { audience: 'admin', audienceType: AudienceType.user }

describe('with the platform gone', () => {
  it('what was said is read and found', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform, 'admin')
    platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'The blue van stands at pier 7' })
    platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'routine #', times: 150 })
    await until('all here', async () => (await conversation(page, OFFICER).getAttribute('data-unread')) === '151')
    platform.control.listen({ up: false })
    await untilChat(page, 'stale')
    await page
      .getByTestId('chat-stale')
      .getByText(/Stale since \d\d:\d\d:\d\d/)
      .waitFor()
    await page.keyboard.press('Control+k')
    await page.getByTestId('chat-search').fill('pier 7')
    const hit = page.getByTestId('search-hit')
    await hit.first().waitFor()
    expect(await hit.count()).toBe(1)
    expect(await hit.locator('mark').allInnerTexts()).toEqual(['pier 7'])
    await page.keyboard.press('Enter')
    const found = await untilSaid(page, 'The blue van')
    await untilSaid(page, 'routine 3')
    expect(await found.first().isVisible()).toBe(true)
    // One character, in any language.
    await page.getByTestId('chat-search').fill('蓝')
    await page.getByTestId('search-nothing').waitFor()
  })

  it('what is written waits, says so, and is sent once when it is back', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform, 'admin')
    await startConversation(page, OFFICER)
    platform.control.listen({ up: false })
    await untilChat(page, 'stale')
    await send(page, 'first, waiting')
    await send(page, 'second, waiting')
    const entries = page.getByTestId('outbox-entry')
    await until('two in the outbox', async () => (await entries.count()) === 2)
    expect((await entries.first().innerText()).includes('first, waiting')).toBe(true)
    platform.control.listen({ up: true })
    await untilChat(page, 'live', 60_000)
    await untilSaid(page, 'second, waiting', 60_000)
    await until('outbox empty', async () => (await entries.count()) === 0, 30_000)
    const said = platform.control
      .messages({})
      .filter(({ audience }) => audience === OFFICER)
      .map(({ msgContent }) => (JSON.parse(msgContent) as { textMsg: string }).textMsg)
    expect(said).toEqual(['first, waiting', 'second, waiting'])
  }, 120_000)

  it('what the platform refuses says why, and is sent again by hand', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform, 'admin')
    await openConversation(page, CENTRE)
    platform.control.refuse({ operation: 'im.send', code: 16, times: 1 })
    await send(page, 'not yet allowed')
    const entry = page.getByTestId('outbox-entry')
    await entry.getByText(/Not sent: .*permission/).waitFor()
    await entry.getByTestId('outbox-retry').click()
    await untilSaid(page, 'not yet allowed')
    await until('gone', async () => (await entry.count()) === 0)
  })
})

it('a draft is there again after a restart, and says so in the list', async () => {
  const platform = await openPlatform()
  const desk = await chatDesk(platform)
  await openConversation(desk.page, CENTRE)
  await desk.page.getByTestId('composer-text').fill('Half a sente')
  await openConversation(desk.page, OPERATOR)
  await conversation(desk.page, CENTRE).getByTestId('draft-mark').waitFor()
  await desk.serve.end()
  const again = await openDesk({ profile: desk.profile, at: platform })
  await again.page.getByTestId('area-chat').click()
  await conversation(again.page, CENTRE).getByTestId('draft-mark').waitFor()
  await openConversation(again.page, CENTRE)
  expect(await again.page.getByTestId('composer-text').inputValue()).toBe('Half a sente')
})

it('after a start without the platform all that was kept is read and found, and what is written goes when it is back', async () => {
  const platform = await openPlatform()
  const { page, serve, profile } = await chatDesk(platform, 'admin')
  platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'The blue van stands at pier 7' })
  await conversation(page, OFFICER).waitFor()
  await untilChat(page, 'live')
  await serve.end()
  await platform.control.listen({ up: false })
  const { page: again } = await openDesk({ profile })
  await fillSignIn(again, 'admin', '123456')
  await again.getByTestId('away-offline').click()
  await again.getByTestId('offline-strip').waitFor()
  await again.getByTestId('area-chat').click()
  await untilChat(again, 'stale')
  await again.getByTestId('chat-search').fill('pier 7')
  await again.getByTestId('search-hit').first().click()
  await untilSaid(again, 'The blue van')
  await send(again, 'Seen, thank you')
  await again.getByTestId('outbox-entry').waitFor()
  await platform.control.listen({ up: true })
  await again.getByTestId('offline-strip').waitFor({ state: 'detached' })
  await again.getByTestId('outbox-entry').waitFor({ state: 'detached' })
  await untilChat(again, 'live')
})
