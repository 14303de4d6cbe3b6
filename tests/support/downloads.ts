/** What tests of downloads have in common: a desk at a relay, and files of the platform by their facts. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Download } from '../../shared/contract/downloads.ts'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openSession } from './active-session.ts'
import { openDesk } from './desk.ts'
import { openFileRelay } from './file-relay.ts'
import { openPlatform } from './platform.ts'
import { tempFolder } from './temp-folder.ts'
import { until } from './until.ts'

export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

/** A recording as the platform lists it. */
export interface Recording {
  readonly fileId: string
  readonly name: string
  readonly bytes: number
  readonly md5: string
}

/** The newest video recordings of the platform: some hundred kilobytes each. */
export async function recordings(client: WatchpostClient, count: number): Promise<Recording[]> {
  const answer = await client.platform.call({
    operation: 'recordfile.list',
    body: { page: 0, pageSize: count, filter: { fileType: ['video'] } },
  })
  const rows = answer.data as { fileID: string; fileName: string; fileSize: number; fileHash: string }[]
  return rows.map((row) => ({ fileId: row.fileID, name: row.fileName, bytes: row.fileSize, md5: row.fileHash }))
}

/** Large files of this test's own, stored at the platform. */
export async function storeFiles(platform: Simulator, count: number, length = 4_000_000): Promise<Recording[]> {
  const session = await openSession(platform.url)
  const files: Recording[] = []
  for (let number = 1; number <= count; number++) {
    const bytes = randomBytes(length)
    const file = path.join(tempFolder(), 'file')
    writeFileSync(file, bytes)
    const name = `stored ${number}.mp4`
    const { fileId } = await session.upload({ path: file, name, contentType: 'video/mp4' })
    files.push({ fileId, name, bytes: length, md5: md5(bytes) })
  }
  return files
}

export function addRecording(client: WatchpostClient, { fileId, name }: Recording): Promise<Download> {
  return client.downloads.add({ source: { kind: 'platform', fileId }, name })
}

export async function downloadOf(client: WatchpostClient, id: number): Promise<Download> {
  const found = (await client.downloads.list({})).find((download) => download.id === id)
  if (!found) throw new Error(`no download ${id}`)
  return found
}

/** Waits until it is in this state; fails at once when it ends in another one for good. */
export async function untilDownload(
  client: WatchpostClient,
  id: number,
  state: Download['state'],
  accept: (download: Download) => boolean = () => true,
): Promise<Download> {
  return await until(
    `download ${id} ${state}`,
    async () => {
      const download = await downloadOf(client, id)
      if (download.state === 'failed' && state !== 'failed') throw new Error(JSON.stringify(download))
      return download.state === state && accept(download) && download
    },
    20_000,
  )
}

/** Names in the folder of downloads. */
export function downloaded(folder: string): string[] {
  const place = path.join(folder, 'Downloads', 'Watchpost')
  return existsSync(place) ? readdirSync(place).toSorted() : []
}

export function hashOfFile(file: string | undefined): string {
  return file === undefined ? '' : md5(readFileSync(file))
}

/** Device of the fleet that is on-line, with the files on it. */
export function onlineBodyCamera(platform: Simulator): string {
  const found = platform.fleet().devices.find(({ online, classId }) => online && classId === 101)
  if (!found) throw new Error('no body camera is on-line')
  return found.id
}

/** A signed-in desk at a relay in front of a platform that holds five large files. */
export async function atDownloads() {
  const platform = await openPlatform()
  const relay = await openFileRelay(platform.url)
  const desk = await openDesk()
  const site = await desk.site(relay.url)
  await desk.signIn(site)
  const { client, folder } = desk
  const files = await storeFiles(platform, 5)
  const at = (number: number): Recording => files[number] ?? raise(`no file ${number}`)
  return { platform, relay, desk, client, folder, site, at }
}

export function raise(message: string): never {
  throw new Error(message)
}
