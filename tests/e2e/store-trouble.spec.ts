import { globSync, openSync, closeSync, writeSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { storeFiles } from '../support/downloads.ts'
import { openFileRelay } from '../support/file-relay.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { chatDesk, OFFICER, openConversation, untilChat, untilSaid } from './support/chat.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'

afterAll(closeSharedBrowser)

/** Nothing but noise from the second page on: what a disk that fails may leave. */
function damage(profile: string): string {
  const [name] = globSync('**/watchpost.db', { cwd: profile })
  if (!name) throw new Error('no database of an account')
  const file = path.join(profile, name)
  const noise = Buffer.alloc(statSync(file).size - 4096, 0xa5)
  const handle = openSync(file, 'r+')
  writeSync(handle, noise, 0, noise.length, 4096)
  closeSync(handle)
  return file
}

describe('a history that was damaged', () => {
  it('is set aside at the start and built anew: the chat is there again, and it is said', async () => {
    const platform = await openPlatform()
    const { page, serve, profile } = await chatDesk(platform)
    platform.control.say({ speaker: OFFICER, audience: 'admin', text: 'said before the damage' })
    await openConversation(page, OFFICER)
    await untilSaid(page, 'said before the damage')
    await serve.end()
    const file = damage(profile)
    const again = await openDesk({ profile, at: platform })
    await again.page.getByTestId('area-chat').click()
    await untilChat(again.page, 'live', 60_000)
    await openConversation(again.page, OFFICER)
    await untilSaid(again.page, 'said before the damage')
    const aside = globSync(`${file}.damaged-*`).filter((name) => /damaged-\d+$/.test(name))
    expect(aside).toHaveLength(1)
    await again.page.getByTestId('area-settings').click()
    await again.page.getByTestId('cache-rebuilt').waitFor()
    platform.control.say({ speaker: OFFICER, audience: 'admin', text: 'said after it' })
    await again.page.getByTestId('area-chat').click()
    await openConversation(again.page, OFFICER)
    await untilSaid(again.page, 'said after it')
  })
})

describe('a disk that has no room', () => {
  it('is said before a byte of the file is written', async () => {
    const platform = await openPlatform()
    const relay = await openFileRelay(platform.url)
    // The platform announces more than any disk has.
    relay.treat(() => ({ headers: { 'content-length': String(4e15) } }))
    const downloads = path.join(tempFolder(), 'downloads')
    const { page } = await chatDesk(relay, 'admin', { serve: ['--downloads', downloads] })
    const [file] = await storeFiles(platform, 1)
    if (!file) throw new Error('no file')
    platform.control.say({
      speaker: OFFICER,
      audience: 'admin',
      type: 'file',
      content: JSON.stringify({ fileID: file.fileId, fileSize: String(file.bytes), fileName: file.name }),
    })
    await openConversation(page, OFFICER)
    await (await untilSaid(page, file.name)).getByTestId('file-download').click()
    const row = page.locator(`[data-testid=download][data-name="${file.name}"][data-state=failed]`)
    await row.waitFor({ timeout: 20_000 })
    expect(await row.getByTestId('download-why').innerText()).toMatch(
      /Writing to the disk failed \(ENOSPC: \d+ bytes do not fit, \d+ are free\)/,
    )
    const kept = globSync('*', { cwd: path.join(downloads, 'Watchpost') })
    expect(kept.map((name) => statSync(path.join(downloads, 'Watchpost', name)).size)).not.toContain(file.bytes)
    relay.treat(() => ({}))
    await row.getByTestId('download-retry').click()
    await page.locator(`[data-testid=download][data-name="${file.name}"][data-state=done]`).waitFor({ timeout: 20_000 })
  })
})
