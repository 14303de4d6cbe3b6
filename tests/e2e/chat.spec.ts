import { afterAll, describe, expect, it } from 'vitest'
import { AudienceType, MessageType } from '../../shared/platform/message-content.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import {
  chatDesk,
  conversation,
  OFFICER,
  openConversation,
  place,
  readEverything,
  scrollTo,
  send,
  startConversation,
  texts,
  untilAtEnd,
  untilReady,
  untilSaid,
} from './support/chat.ts'
import { closeSharedBrowser } from './support/desk.ts'
import { englishLeft } from './support/english-left.ts'

afterAll(closeSharedBrowser)

const CENTRE = 'Command centre'
const OPERATOR = 'operator'
const toAdmin = { audience: 'admin', audienceType: AudienceType.user }

describe('talking', () => {
  it('reaches the other desk and the field at once, and each stands there once', async () => {
    const platform = await openPlatform()
    const one = await chatDesk(platform, 'admin')
    const other = await chatDesk(platform, 'operator')
    await openConversation(one.page, CENTRE)
    await openConversation(other.page, CENTRE)
    await send(one.page, 'From the first desk')
    await untilSaid(other.page, 'From the first desk')
    await send(other.page, 'Heard at the second')
    await untilSaid(one.page, 'Heard at the second')
    const group = platform.control.messages({}).at(-1)!.audience
    platform.control.say({
      speaker: OFFICER,
      audience: group,
      audienceType: AudienceType.group,
      text: 'From the field',
    })
    for (const { page } of [one, other]) {
      const said = await untilSaid(page, 'From the field')
      expect(await said.getAttribute('data-speaker')).toBe(OFFICER)
      const shown = await texts(page)
      const ours = shown.filter((text) => /^(?:From|Heard)/.test(text))
      expect(ours).toEqual(['From the first desk', 'Heard at the second', 'From the field'])
    }
    expect(one.complaints).toEqual([])
  })

  it('with somebody new begins by searching for them', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform, 'admin')
    await startConversation(page, OFFICER)
    await page.getByTestId('stream-empty').waitFor()
    await send(page, 'Where are you?')
    await untilSaid(page, 'Where are you?')
    platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'At the harbour' })
    await untilSaid(page, 'At the harbour')
    expect(platform.control.messages({}).filter(({ audience }) => audience === OFFICER)).toHaveLength(1)
  })

  it('keeps line breaks, quotes and what was meant to be markup as text', async () => {
    const platform = await openPlatform()
    const { page, complaints } = await chatDesk(platform, 'admin')
    await openConversation(page, CENTRE)
    const field = page.getByTestId('composer-text')
    await field.fill('<b>one</b>')
    await field.press('Shift+Enter')
    await field.pressSequentially('two')
    await field.press('Enter')
    const said = await untilSaid(page, '<b>one</b>')
    expect(await said.innerText()).toContain('<b>one</b>\ntwo')
    await said.hover()
    // Only where the hand is: a conversation is hundreds of messages.
    await until('its buttons', async () => (await page.getByTestId('message-reply').count()) === 1)
    await said.getByTestId('message-reply').click()
    expect(await field.inputValue()).toMatch(/^> .+: <b>one<\/b>\n> two\n$/)
    await field.pressSequentially('agreed')
    await field.press('Enter')
    const answer = await untilSaid(page, 'agreed')
    expect(await answer.locator('blockquote').innerText()).toContain('<b>one</b>')
    expect(complaints).toEqual([])
  })
})

describe('hostile content', () => {
  it('is text, whatever it is', async () => {
    const platform = await openPlatform()
    const { page, complaints } = await chatDesk(platform, 'admin')
    const say = (more: { text?: string; type?: string; content?: string }): void =>
      void platform.control.say({ speaker: OFFICER, ...toAdmin, ...more })
    say({ text: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>' })
    say({ text: `begin ${'x'.repeat(18_000)} finish` })
    say({ type: MessageType.picture, content: '{ not json' })
    say({ type: 'hologram', content: '{"a":"<i>1</i>"}' })
    say({ text: 'Read javascript:alert(1) or https://bank@evil.example' })
    say({
      type: MessageType.file,
      content: JSON.stringify({ fileID: '../../etc', fileSize: 'huge', fileName: '<u>f</u>' }),
    })
    await openConversation(page, OFFICER)
    await untilSaid(page, '<script>window.hacked=1</script>')
    const long = await untilSaid(page, 'begin xxx')
    expect((await long.innerText()).length).toBeLessThan(3000)
    await long.getByTestId('text-show-all').click()
    await until('all of it', async () => (await long.innerText()).includes('finish'))
    const unknown = page.getByTestId('message-other').filter({ hasText: 'hologram' })
    await unknown.getByTestId('raw-toggle').click()
    await unknown.getByText('{"a":"<i>1</i>"}').waitFor()
    expect(await page.getByTestId('message-link').count()).toBe(0)
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(complaints.filter((text) => !text.includes('/file/') && !text.includes('404'))).toEqual([])
  })
})

describe('what is unread', () => {
  it('is counted on the rail and in the list, has its line, and is read when it is seen', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform, 'admin')
    await openConversation(page, OPERATOR)
    await until('read', async () => (await conversation(page, OPERATOR).getAttribute('data-unread')) === '0')
    const badge = async (): Promise<number> =>
      Number(
        (await page
          .getByTestId('chat-badge')
          .getAttribute('data-count', { timeout: 1000 })
          .catch(() => '0')) ?? 0,
      )
    const before = await badge()
    platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'call #', times: 3 })
    const row = conversation(page, OFFICER)
    await until('three unread', async () => (await row.getAttribute('data-unread')) === '3')
    await until('on the rail', async () => (await badge()) === before + 3)
    await page.keyboard.press('Alt+ArrowDown')
    await until('opened by key', async () => (await page.getByTestId('stream-name').getAttribute('title')) === OFFICER)
    await page.getByTestId('unread-line').waitFor()
    await until('read', async () => (await row.getAttribute('data-unread')) === '0')
    // The platform has one mark for all conversations: it moves on only when nothing below it is unread anywhere.
    await readEverything(page)
    const last = platform.control.messages({}).at(-1)!.id
    await until('told to the platform', () => platform.control.readMark({ account: 'admin' }) === last, 20_000)
  })

  it('that comes while the window is in the past waits below and is not read', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform, 'admin')
    platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'line #', times: 120 })
    await openConversation(page, OFFICER)
    await page.getByTestId('jump-end').click()
    await untilAtEnd(page)
    await scrollTo(page, 0)
    platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'new below' })
    await page.getByTestId('jump-end').getByText('1 new message').waitFor()
    await until('unread', async () => (await conversation(page, OFFICER).getAttribute('data-unread')) === '1')
    await page.getByTestId('jump-end').click()
    await untilSaid(page, 'new below')
    await until('read', async () => (await conversation(page, OFFICER).getAttribute('data-unread')) === '0')
  })
})

describe('five thousand messages', () => {
  it('are scrolled through to the first, and the place on screen never jumps', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform, 'admin')
    platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'entry #', times: 5000 })
    await until(
      'all here',
      async () => Number(await conversation(page, OFFICER).getAttribute('data-unread', { timeout: 1000 })) === 5000,
      60_000,
    )
    await openConversation(page, OFFICER)
    await page.getByTestId('jump-end').click()
    await untilSaid(page, 'entry 5000')
    let before = await place(page)
    for (let step = 0; step < 2000; step++) {
      const box = page.getByTestId('stream-box')
      if ((await box.getAttribute('data-older')) === 'none' && before.scrollTop === 0) break
      await box.evaluate((element) => element.scrollBy(0, -2400))
      const now = await place(page)
      // Never forward: what comes in above does not push what is read.
      expect(Number(now.id)).toBeLessThanOrEqual(Number(before.id))
      before = now
    }
    await untilSaid(page, 'entry 1')
    expect((await texts(page))[0]).toBe('entry 1')
    await page.locator('[data-testid="stream-edge"][data-edge="begin"]').waitFor()
    expect(await page.getByTestId('message').count()).toBeLessThan(120)
    await page.getByTestId('jump-end').click()
    await untilSaid(page, 'entry 5000')
  }, 120_000)
})

it('in Chinese nothing is left in English', async () => {
  const platform = await openPlatform()
  const { page } = await chatDesk(platform, 'admin', { language: 'zh-CN' })
  await openConversation(page, CENTRE)
  await page.getByTestId('search-filters-toggle').click()
  const left: string[] = []
  const look = async (): Promise<void> => void left.push(...(await englishLeft(page)))
  await look()
  await page.getByTestId('chat-search').fill('e')
  await page.getByTestId('search-hit').first().waitFor()
  await look()
  await page.getByTestId('chat-search').fill('')
  await page.getByTestId('group-create').click()
  await page.getByTestId('picker-row').first().waitFor()
  await look()
  await page.keyboard.press('Escape')
  await page.getByTestId('stream-select').click()
  await look()
  expect(left).toEqual([])
})

describe('a conversation longer than the window', () => {
  it('opens at its end, and renders nothing that it only takes out again', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform, 'admin')
    platform.control.say({ speaker: OFFICER, ...toAdmin, text: 'long #', times: 400 })
    await until('all here', async () => (await conversation(page, OFFICER).getAttribute('data-unread')) === '400')
    await openConversation(page, OFFICER)
    await page.keyboard.press('End')
    await readEverything(page)
    await openConversation(page, OPERATOR)
    const watched = await page.evaluateHandle(() => {
      const seen = { added: new Set<string>(), removed: 0 }
      const rowsIn = (nodes: NodeList): HTMLElement[] =>
        [...nodes].flatMap((node) =>
          node instanceof HTMLElement ? [...node.querySelectorAll<HTMLElement>('[data-testid="message"]')] : [],
        )
      new MutationObserver((records) => {
        for (const { addedNodes, removedNodes } of records) {
          for (const row of rowsIn(removedNodes)) if (seen.added.has(row.dataset['id'] ?? '')) seen.removed++
          for (const row of rowsIn(addedNodes)) seen.added.add(row.dataset['id'] ?? '')
        }
      }).observe(document.body, { childList: true, subtree: true })
      return seen
    })
    await openConversation(page, OFFICER)
    await untilSaid(page, 'long 400')
    await untilAtEnd(page)
    const { added, removed } = await watched.evaluate((seen) => ({ added: seen.added.size, removed: seen.removed }))
    expect(added).toBeGreaterThan(20)
    expect(removed).toBe(0)
  })
})

describe('groups', () => {
  it('are made, named, filled and deleted, and nothing is deleted without asking', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform, 'admin')
    await page.getByTestId('group-create').click()
    await page.getByTestId('group-name').fill('Harbour watch')
    await page.getByTestId('group-expiry').fill('30')
    await page.getByTestId('picker-search').fill('operator')
    await page.locator('[data-testid="picker-row"][data-id="operator"] input').check()
    await page.getByTestId('group-create-confirm').click()
    await untilReady(page)
    await until('its name', async () => (await page.getByTestId('stream-name').innerText()) === 'Harbour watch')
    await page.locator('[data-testid="member"][data-id="operator"]').waitFor()
    await page.getByTestId('chat-details').getByText('Goes after 30 min without speech').waitFor()
    await page.getByTestId('group-rename').click()
    await page.getByTestId('name-input').fill('Harbour night watch')
    await page.getByTestId('name-confirm').click()
    await until('renamed', async () => (await conversation(page, 'Harbour night watch').count()) === 1, 20_000)
    await page.getByTestId('group-remove').click()
    await page.getByTestId('chat-question-cancel').click()
    expect(await page.getByTestId('composer-text').isVisible()).toBe(true)
    await page.getByTestId('group-remove').click()
    await page.getByTestId('chat-question-confirm').click()
    await page.getByTestId('composer-closed').waitFor({ timeout: 20_000 })
  })
})
