/** The platform without the client: signs in and asks by plain `fetch`, as the least a program can do. */
import { TIMINGS } from '../../../electron/core/platform/timings.ts'
import { PlatformConnection } from '../../../electron/core/platform/connection.ts'
import { login } from '../../../electron/core/session/login.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { SimulatorProcess } from './simulator-process.ts'

export interface PlatformSession {
  readonly token: string
  openDialog(id: string, index: number, sdp: string): Promise<{ dialogid: string; sdp: string }>
  closeDialog(dialogid: string): Promise<void>
  /** Every page of the four lists of a fleet, one after the other, parsed and thrown away. @returns rows read */
  readFleet(): Promise<number>
  /** One call. Throws where the platform refuses. */
  post(path: string, body: unknown): Promise<Answer>
  /** The first page of a list as the text it comes as. */
  pageText(path: string, pageSize: number): Promise<string>
}

const LISTS: readonly string[] = [
  operations.device.listGroups.path,
  operations.device.list.path,
  operations.user.listGroups.path,
  operations.user.list.path,
]
const PAGE_SIZE = 500

export interface Answer {
  code: number
  data: unknown
  pageInfo?: { totalCount: number }
}

export async function signInBare({ url, account }: SimulatorProcess): Promise<PlatformSession> {
  const connection = new PlatformConnection({
    base: url,
    timeouts: { platform: TIMINGS.callMs, device: TIMINGS.deviceMs },
  })
  const { token } = await login(connection, account)
  connection.dispose()

  async function postText(path: string, body: unknown): Promise<string> {
    const headers = { Authorization: token, 'content-type': 'application/json' }
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return await response.text()
  }

  async function post(path: string, body: unknown): Promise<Answer> {
    const answer = JSON.parse(await postText(path, body)) as Answer
    if (answer.code !== 0) throw new Error(`${path} answers ${answer.code}`)
    return answer
  }

  async function readList(path: string): Promise<number> {
    let read = 0
    for (let page = 0; ; page++) {
      const { data, pageInfo } = await post(path, { page, pageSize: PAGE_SIZE })
      const rows = (data as unknown[]).length
      read += rows
      if (rows === 0 || read >= (pageInfo?.totalCount ?? read)) return read
    }
  }

  return {
    token,
    post,
    pageText: (path, pageSize) => postText(path, { page: 0, pageSize }),
    async openDialog(id, index, sdp) {
      const { data } = await post(operations.mediaStream.openDeviceWebrtc.path, { id, index, sdp })
      return data as { dialogid: string; sdp: string }
    },
    async closeDialog(dialogid) {
      await post(operations.mediaStream.close.path.replace(':dialogid', dialogid), {})
    },
    async readFleet() {
      let read = 0
      for (const path of LISTS) read += await readList(path)
      return read
    },
  }
}
