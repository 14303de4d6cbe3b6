/** A recording that still grows is fetched anew, one that has ended comes from the cache for good. */
import { expect, it } from 'vitest'
import { Files } from '../../electron/core/files/files.ts'
import { createNodeHost } from '../../electron/host/node/host.ts'
import { operations } from '../../shared/platform/index.ts'
import { openSession } from '../support/active-session.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'

it('is asked for again until its size stands still', async () => {
  const clock = { now: Date.now() }
  const platform = await openPlatform({ now: () => clock.now })
  const session = await openSession(platform.url)
  const host = await createNodeHost({ dataFolder: tempFolder(), version: '0', log: () => undefined })
  const files = new Files(host, undefined, () => clock.now)
  files.start(session)
  const puid = platform.fleet().devices.find(({ online, classId }) => online && classId === 101)?.id ?? ''
  const params = { puid, index: 0 }
  await session.call(operations.device.startRecording, {
    params,
    body: { video: true, audio: true, stopTime: 0, fileName: '' },
  })
  clock.now += 5_000
  const { data } = await session.call(operations.recordFile.listOfDevice, {
    params: { puid },
    body: { page: 0, pageSize: 100, filter: { beginTime: Math.floor(clock.now / 1000) - 6, endTime: 9e9, puID: puid } },
  })
  const fileId = data.find(({ recordReason }) => recordReason === 'manual')?.fileID ?? ''
  const fetchBytes = async (): Promise<number> => {
    const request = { segments: ['device', puid, fileId], method: 'GET', header: () => undefined }
    const { status, body } = await files.answer(request, new AbortController().signal)
    expect(status).toBe(200)
    let bytes = 0
    for await (const chunk of body ?? []) bytes += (chunk as Buffer).length
    return bytes
  }
  const asked = () => platform.control.seen({ operation: 'devicefile.download' }).requests.length

  const first = await fetchBytes()
  expect(await fetchBytes()).toBe(first)
  expect(asked()).toBe(1)

  clock.now += 100_000
  const second = await fetchBytes()
  expect(second).toBeGreaterThan(first)

  await session.call(operations.device.stopRecording, { params })
  clock.now += 100_000
  const whole = await fetchBytes()
  clock.now += 100_000
  expect(await fetchBytes()).toBe(whole)
  const settled = asked()
  clock.now += 100_000
  expect(await fetchBytes()).toBe(whole)
  expect(asked()).toBe(settled)
})
