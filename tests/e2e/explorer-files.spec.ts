import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { tempFolder } from '../support/temp-folder.ts'
import { closeSharedBrowser } from './support/desk.ts'
import { atExplorer, choose, fill, send } from './support/explorer.ts'
import { secondWindow } from './support/second-window.ts'
import { onlineDevices } from './support/tree.ts'

afterAll(closeSharedBrowser)

const BODY_CAMERA = 101

it('an answer that is a file is fetched by the downloads, and shown on its way and when it is there', async () => {
  const downloads = path.join(tempFolder(), 'downloads')
  const { page, context, platform, complaints } = await atExplorer({ serve: ['--downloads', downloads] })
  const device = onlineDevices(platform, 5).find(({ classId }) => classId === BODY_CAMERA)
  if (!device) throw new Error('no device')
  const client = await secondWindow({ page, context })
  const { data } = await client.platform.call({
    operation: 'devicefile.list',
    params: { puid: device.id },
    body: { page: 0, pageSize: 1, filter: { beginTime: 0, endTime: 4_000_000_000, puID: device.id } },
  })
  const [file] = data as { fileID: string; fileSize: number }[]
  if (!file) throw new Error('the device has no files')
  await choose(page, 'devicefile.download')
  expect(await page.getByTestId('badge-file').count()).toBe(1)
  await fill(page, '/params/puid', device.id)
  await fill(page, '/params/fileid', file.fileID)
  expect(await send(page)).toBe('0')
  const answer = page.getByTestId('answer-file')
  await answer.and(page.locator('[data-state=done]')).waitFor({ timeout: 30_000 })
  expect(await answer.getByTestId('download-state').innerText()).toBe('Done')
  const [name = ''] = readdirSync(path.join(downloads, 'Watchpost'))
  expect(statSync(path.join(downloads, 'Watchpost', name)).size).toBe(file.fileSize)
  // Sent again it is there already; taken out of the list the answer says so.
  expect(await send(page)).toBe('0')
  await answer.getByTestId('download-clear').click()
  await answer.getByText('Taken out of the downloads.').waitFor()
  await fill(page, '/params/puid', 'PU_NOBODY')
  expect(await send(page)).toBe('0')
  await answer.and(page.locator('[data-state=failed]')).waitFor()
  expect(await answer.getByTestId('download-why').innerText()).toContain('not found')
  expect(complaints).toEqual([])
})
