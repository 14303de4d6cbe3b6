import { afterAll, describe, expect, it } from 'vitest'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { openBrowser } from './support/browser.ts'
import { chatDesk, openConversation, send, untilSaid } from './support/chat.ts'
import { closeSharedBrowser } from './support/desk.ts'

afterAll(closeSharedBrowser)

const CENTRE = 'Command centre'
/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

describe('a file', () => {
  it('is taken over with its progress, and stands at the other desk with name and size', async () => {
    const platform = await openPlatform()
    const one = await chatDesk(platform, 'admin')
    const other = await chatDesk(platform, 'operator')
    await openConversation(one.page, CENTRE)
    await openConversation(other.page, CENTRE)
    const buffer = Buffer.alloc(3_000_000, 7)
    await one.page
      .getByTestId('composer-files')
      .setInputFiles({ name: 'patrol plan.pdf', mimeType: 'application/pdf', buffer })
    for (const { page } of [one, other]) {
      const said = await untilSaid(page, 'patrol plan.pdf', 30_000)
      expect(await said.getByTestId('message-file').innerText()).toContain('2.9 MB')
    }
    await until('taken over', async () => (await one.page.getByTestId('pending-file').count()) === 0)
    await until('sent', async () => (await one.page.getByTestId('outbox-entry').count()) === 0)
  })

  it('that is empty is not sent', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform)
    await openConversation(page, CENTRE)
    const empty = { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }
    await page.getByTestId('composer-files').setInputFiles(empty)
    await page.getByText('nothing.txt is empty.').waitFor()
    expect(await page.getByTestId('pending-file').count()).toBe(0)
  })
})

describe('a picture', () => {
  it('is shown in place, opens over everything, and Esc leads back', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform)
    await openConversation(page, CENTRE)
    await page.getByTestId('composer-files').setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer: PNG })
    const picture = page.getByTestId('message-picture').last()
    await page.getByRole('img', { name: 'red.png' }).waitFor()
    await until(
      'shown',
      () => picture.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth === 1),
      20_000,
    )
    await picture.getByRole('button').click()
    const viewer = page.getByTestId('picture-viewer')
    await viewer.getByText('red.png').waitFor()
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
  })

  it('that cannot be had says so and can be tried again', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform)
    platform.control.say({
      speaker: 'officer0001',
      audience: 'admin',
      type: 'picture',
      content: JSON.stringify({ fileID: 'no/such/file', fileSize: '10', fileName: 'gone.jpg' }),
    })
    await openConversation(page, 'officer0001')
    const retry = page.getByTestId('picture-retry')
    await retry.waitFor()
    await retry.click()
    await retry.waitFor()
  })
})

it('a voice message is recorded, and played where it stands', async () => {
  const platform = await openPlatform()
  const browser = await openBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'])
  const { page } = await chatDesk(platform, 'admin', { browser })
  await openConversation(page, CENTRE)
  await page.getByTestId('composer-voice').click()
  await until('a second of sound', async () => (await page.getByTestId('voice-time').innerText()) === '0:01')
  await page.getByTestId('voice-send').click()
  const said = page.getByTestId('message-audio').last()
  await said.getByText(/^voice-\d{8}-\d{6}\./).waitFor({ timeout: 20_000 })
  expect(await said.locator('audio').getAttribute('src')).toMatch(/^\/file\/platform\//)
  // Thrown away it leaves no trace.
  const before = platform.control.messages({}).length
  await page.getByTestId('composer-voice').click()
  await page.getByTestId('voice-cancel').click()
  await page.getByTestId('composer-text').waitFor()
  expect(await page.getByTestId('pending-file').count()).toBe(0)
  expect(platform.control.messages({})).toHaveLength(before)
})

it('an address opens nothing before it was asked, and shows where it leads', async () => {
  const platform = await openPlatform()
  const { page, context } = await chatDesk(platform)
  await openConversation(page, CENTRE)
  await send(page, 'See http://10.0.0.9/map and https://example.org/plan.')
  const said = await untilSaid(page, 'http://10.0.0.9/map')
  const links = said.getByTestId('message-link')
  await links.first().click()
  const question = page.getByTestId('link-question')
  await question.getByText('Only https addresses are opened.').waitFor()
  expect(await question.getByTestId('link-address').innerText()).toBe('http://10.0.0.9/map')
  expect(await question.getByTestId('link-open').count()).toBe(0)
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await links.last().click()
  await question.getByTestId('link-open').waitFor()
  expect(await question.getByTestId('link-address').innerText()).toBe('https://example.org/plan')
  expect(context.pages()).toHaveLength(1)
})
