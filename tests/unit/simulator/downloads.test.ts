import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf } from './desk.ts'

const NOW_MS = Date.parse('2026-11-23T08:00:00Z')

let simulator: Simulator
let token: string
let puId: string
let uid: string
beforeEach(async () => {
  simulator = await startSimulator({ devices: 60, now: () => NOW_MS })
  token = await tokenOf(simulator)
  puId = simulator.fleet().devices.find(({ online, classId }) => online && classId === 101)?.id ?? ''
  const { data } = await ask('downloadPlan.create', { name: 'test', enable: true, fileTypeList: ['video'] })
  uid = (data as { uid: string }).uid
  await ask('planDevice.add', { plan_uid: uid, pu_list: [{ pu_id: puId }] })
})
afterEach(() => simulator.close())

const ask = (name: string, body: unknown = {}, params: Record<string, string> = {}) =>
  call(simulator, name, { token, body, params })
const codeOf = async (...given: Parameters<typeof ask>) => (await ask(...given)).code

interface FileRow {
  id: number
  downloadState: number
  file_size: number
  file_type: string
  begin_time: number
  failDownloadCount: number
  downloadLevel: number
  filePath: string
  downloading?: { transferSize: number; dialogId: string }
}
const files = async (filter: object = {}) =>
  (await ask('monitor.listFiles', { page: 0, pageSize: 1000, filter })).data as FileRow[]
const downloading = async () => (await files({ downloadState: 3 }))[0]

describe('a download plan', () => {
  it('finds the files of its devices and fetches those it wants, oldest first, at a rate', async () => {
    const [first] = await files({ FileType: 'video' })
    const now = await downloading()
    expect(now?.id).toBe(first?.id)
    expect(now?.downloading).toMatchObject({ transferSize: 0 })
    simulator.control.advance({ seconds: 2 })
    const later = (await ask('monitor.listDownloading')).data as { transferSize: number; puId: string }[]
    expect(later).toMatchObject([{ puId, transferSize: Math.min(now?.file_size ?? 0, 2 * 65_536) }])
    const seconds = Math.ceil((now?.file_size ?? 0) / 65_536)
    simulator.control.advance({ seconds })
    expect((await files({ FileType: 'video' }))[0]?.downloadState).toBe(1)
    simulator.control.advance({ seconds: 20 * 3600 })
    expect((await files({ FileType: 'video', downloadState: 2 })).length).toBe(0)
    expect((await files({ FileType: 'image' })).every(({ downloadState }) => downloadState !== 3)).toBe(true)
    const filter = { puID: puId, recordReason: ['download'], insertBeginTime: NOW_MS / 1000 }
    const stored = await ask('recordfile.list', { page: 0, pageSize: 1000, filter })
    expect(stored.pageInfo?.totalCount).toBeGreaterThan(0)
    expect((stored.data as { filePath: string }[]).every(({ filePath }) => filePath.endsWith('.mp4'))).toBe(true)
  })

  it('prefers by priority, leaves alone what failed too often, and fetches again when asked', async () => {
    const all = await files({ FileType: 'video', downloadState: 2 })
    const [second, last] = [all[0], all.at(-1)]
    const change = (id: number | undefined, body: object) => codeOf('monitor.changeFile', body, { fileId: String(id) })
    expect(await change(last?.id, { downloadLevel: 3 })).toBe(0)
    expect(await change(second?.id, { failDownloadCount: 11 })).toBe(0)
    expect(await change(99_999, { downloadLevel: 3 })).toBe(2)
    const running = await downloading()
    simulator.control.advance({ seconds: Math.ceil((running?.file_size ?? 0) / 65_536) })
    expect((await downloading())?.id).toBe(last?.id)
    simulator.control.advance({ seconds: 20 * 3600 })
    expect((await files({ downloadState: 2, FileType: 'video' })).map(({ id }) => id)).toEqual([second?.id])
    expect(await change(second?.id, { failDownloadCount: 0 })).toBe(0)
    expect((await downloading())?.id).toBe(second?.id)
    const again = (id: number | undefined) => codeOf('monitor.downloadAgain', {}, { fileId: String(id) })
    expect(await again(second?.id)).toBe(7)
    expect(await again(running?.id)).toBe(0)
    expect((await files({ FileType: 'video', downloadState: 2 })).map(({ id }) => id)).toEqual([running?.id])
  })

  it('counts a broken transfer and tries again after a minute', async () => {
    const running = await downloading()
    expect(await codeOf('monitor.closeDialog', {}, { dialogId: running?.downloading?.dialogId ?? '' })).toBe(0)
    const of = async () => (await files()).find(({ id }) => id === running?.id)
    expect(await of()).toMatchObject({ downloadState: 2, failDownloadCount: 1 })
    simulator.control.setOnline({ device: puId, online: false })
    expect(await downloading()).toBeUndefined()
    const rows = async () => (await ask('monitor.listPlanDevices', {}, { uid })).data
    expect(await rows()).toMatchObject([{ puId, online: false, nowIsEnable: false }])
    simulator.control.setOnline({ device: puId, online: true })
    expect(await rows()).toMatchObject([{ puId, online: true, nowIsEnable: true, downloading: { puId } }])
    simulator.control.advance({ seconds: 3600 })
    expect(await of()).toMatchObject({ downloadState: 1, failDownloadCount: 1 })
  })

  it('says whether it works and what its sessions carry', async () => {
    const states = async () => (await ask('monitor.listPlans', { filter: { plan_uid: uid } })).data
    expect(await states()).toEqual([{ plan_uid: uid, enable: true, not_enable_reason: '' }])
    const sessions = (await ask('monitor.listDialogs', { filter: { transportType: 'download' } })) as unknown as {
      data: { puId: string }[]
      transInfo: { download: { count: number; rates: number } }
    }
    expect(sessions.data).toMatchObject([{ puId, transportType: 'download' }])
    expect(sessions.transInfo.download).toMatchObject({ count: 1, rates: 65_536 })
    await ask('downloadPlan.change', { enable: false }, { uid })
    expect(await states()).toEqual([{ plan_uid: uid, enable: false, not_enable_reason: 'the plan is disabled' }])
    expect(await downloading()).toBeUndefined()
    expect((await files()).every(({ failDownloadCount }) => failDownloadCount === 0)).toBe(true)
  })
})
