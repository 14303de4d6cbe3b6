import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { recordings } from '../support/downloads.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { chatDesk, conversation, OFFICER, openConversation, send, untilSaid } from './support/chat.ts'
import { closeSharedBrowser } from './support/desk.ts'
import { secondWindow } from './support/second-window.ts'

afterAll(closeSharedBrowser)

const CENTRE = 'Command centre'
/** One red pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=='

/** The last picture of the conversation, once it is shown. */
async function shownPicture(page: Page, name: RegExp): Promise<Locator> {
  const picture = page.getByTestId('message-picture').last()
  await picture.getByRole('img', { name }).waitFor({ timeout: 20_000 })
  await until('shown', () => picture.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth === 1))
  return picture
}

describe('a file gets into the chat', () => {
  it('out of the clipboard: a picture that was copied', async () => {
    const platform = await openPlatform()
    const { page, context } = await chatDesk(platform)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await openConversation(page, CENTRE)
    await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })])
    }, PNG)
    await page.getByTestId('composer-text').press('Control+v')
    // All that is pasted is called alike: it gets the time for a name.
    await shownPicture(page, /^picture-\d{8}-\d{6}\.png$/)
    expect(await page.getByTestId('composer-text').inputValue()).toBe('')
  })

  it('by dropping it on the messages', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform)
    await openConversation(page, CENTRE)
    const dropped = await page.evaluateHandle((base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }))
      data.items.add(new File(['patrol'], 'patrol.txt', { type: 'text/plain' }))
      return data
    }, PNG)
    const stream = page.getByTestId('stream-box')
    await stream.dispatchEvent('dragenter', { dataTransfer: dropped })
    // As a browser tells again and again while something is held over a page.
    const held = await stream.evaluate((box, data) => {
      const over = (): boolean =>
        box.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: data }))
      return window.setInterval(over, 50)
    }, dropped)
    await page.getByTestId('drop-zone').waitFor()
    await page.evaluate((timer) => window.clearInterval(timer), held)
    await stream.dispatchEvent('drop', { dataTransfer: dropped })
    await page.getByTestId('drop-zone').waitFor({ state: 'detached' })
    await shownPicture(page, /^dropped\.png$/)
    await (await untilSaid(page, 'patrol.txt', 20_000)).getByTestId('message-file').waitFor()
  })
})

it('a video message is played where it stands', async () => {
  const platform = await openPlatform()
  const { page, context } = await chatDesk(platform)
  const [recording] = await recordings(await secondWindow({ page, context }), 1)
  if (!recording) throw new Error('no recording')
  platform.control.say({
    speaker: OFFICER,
    audience: 'admin',
    type: 'video',
    content: JSON.stringify({ fileID: recording.fileId, fileSize: String(recording.bytes), fileName: recording.name }),
  })
  await openConversation(page, OFFICER)
  const message = page.getByTestId('message-video').last()
  await message.getByText(recording.name).waitFor()
  const video = message.locator('video')
  await until('its first picture', () => video.evaluate((element: HTMLVideoElement) => element.readyState >= 2))
  expect(await video.evaluate((element: HTMLVideoElement) => element.paused)).toBe(true)
  await video.focus()
  await page.keyboard.press('Space')
  await until('it runs', () => video.evaluate((element: HTMLVideoElement) => element.currentTime > 0.2))
  expect(await message.getAttribute('data-failed')).toBe('false')
})

it('a conversation is pinned to the top, at the platform too, and let go again', async () => {
  const platform = await openPlatform()
  const { page } = await chatDesk(platform)
  await openConversation(page, CENTRE)
  await send(page, 'the newest')
  await untilSaid(page, 'the newest')
  platform.control.say({ speaker: OFFICER, audience: 'admin', text: 'before it is pinned' })
  const first = page.getByTestId('conversation-row').first()
  const partner = (row: Locator): Promise<string | null> => row.getAttribute('data-partner')
  await until('somebody else on top', async () => (await partner(first)) === OFFICER)
  const centre = (await partner(conversation(page, CENTRE).first())) ?? ''
  await page.getByTestId('stream-pin').click()
  await until('on top', async () => (await partner(first)) === centre)
  await first.getByLabel('Pinned').waitFor()
  platform.control.say({ speaker: OFFICER, audience: 'admin', text: 'comes below it' })
  await conversation(page, OFFICER).getByText('comes below it').waitFor()
  expect(await partner(first)).toBe(centre)
  expect(platform.control.seen({ operation: 'contact.pin' }).requests).toMatchObject([
    { body: { contactid: centre, contacttype: 'IMGroup' } },
  ])
  await page.getByTestId('stream-pin').click()
  await until('below', async () => (await partner(first)) === OFFICER)
  expect(await first.getByLabel('Pinned').count()).toBe(0)
})

describe('a conversation as a file', () => {
  it('is HTML with its pictures in it, or a table; both say where they are', async () => {
    const platform = await openPlatform()
    const { page } = await chatDesk(platform)
    await openConversation(page, CENTRE)
    await send(page, '=1+1 is no formula <b>here</b>')
    await untilSaid(page, '=1+1 is no formula')
    const buffer = Buffer.from(PNG, 'base64')
    await page.getByTestId('composer-files').setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer })
    await shownPicture(page, /^red\.png$/)
    const html = await exported(page, 'html')
    expect(html).toContain('=1+1 is no formula &lt;b&gt;here&lt;/b&gt;')
    expect(html).toContain(`src="data:image/png;base64,${PNG}"`)
    expect(html).not.toMatch(/<script|<b>/)
    const csv = await exported(page, 'csv')
    expect(csv).toMatch(/^\ufeffTime,Speaker,Speaker ID,Kind,Text,Message number\r\n/)
    expect(csv).toContain(",text,'=1+1 is no formula <b>here</b>,")
    expect(csv).toContain(',picture,red.png,')
  })
})

/** Exports the whole conversation and reads the file at the path that is told. */
async function exported(page: Page, format: 'html' | 'csv'): Promise<string> {
  await page.getByTestId('stream-export').click()
  await page.getByTestId(`export-${format}`).click()
  const note = page.locator('.n-message').filter({ hasText: `.${format}` })
  await note.waitFor({ timeout: 20_000 })
  const [path] = /\/.*\.(html|csv)/.exec(await note.innerText()) ?? []
  return readFileSync(path ?? '', 'utf8')
}
