/** Open dialogs and streaming services at the platform. Documentation: chapter "Media stream". */
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BesideOf, BodyOf, DataOf, PageInfo, RowsOf } from '../../../shared/platform/define.ts'
import type { mediaStream } from '../../../shared/platform/media-stream.ts'
import { lineOf, type DialogLine } from './dialog-line.ts'

export type DialogFilter = NonNullable<BodyOf<typeof mediaStream.list>['filter']>
export type DialogInfo = DataOf<typeof mediaStream.info>
export type DialogParty = NonNullable<DialogInfo['requester']>
export type StreamingService = RowsOf<typeof mediaStream.listServers>[number]
export type ServiceSeries = NonNullable<StreamingService['status']>['status'][number]

export interface DialogQuery {
  /** From 0. */
  readonly page: number
  readonly pageSize: number
  readonly filter: DialogFilter
}

export interface DialogPage {
  readonly lines: readonly DialogLine[]
  readonly page: PageInfo
  /** Bytes per second of all dialogs, as the platform sums them. */
  readonly sent: number | undefined
  readonly received: number | undefined
  /** IDs of those that this window opened. */
  readonly own: ReadonlySet<string>
  /** Rows left out because they could not be read: how many, and why the first. */
  readonly badRows: string | undefined
}

type Caller = Pick<WatchpostClient, 'platform' | 'live'>
interface Options {
  readonly signal?: AbortSignal
}

/** Answers were checked against the operations' schemas by the core. */
export function dialogCalls(client: Caller) {
  return {
    async list({ page, pageSize, filter }: DialogQuery, options?: Options): Promise<DialogPage> {
      const body = { page, pageSize, ...(Object.keys(filter).length > 0 ? { filter } : {}) }
      const [answer, own] = await Promise.all([
        client.platform.call({ operation: 'dialog.list', body }, options),
        client.live.dialogs({}, options),
      ])
      const lines = (answer.data as RowsOf<typeof mediaStream.list>).map(lineOf)
      const { info } = (answer.beside ?? {}) as BesideOf<typeof mediaStream.list>
      return {
        lines,
        page: answer.page ?? { page, pageSize, totalCount: page * pageSize + lines.length },
        sent: info?.upBitrateShort,
        received: info?.dwBitrateShort,
        own: new Set(own),
        badRows: answer.badRows,
      }
    },
    async info(id: string, options?: Options): Promise<DialogInfo> {
      const { data } = await client.platform.call({ operation: 'dialog.info', params: { id } }, options)
      return data as DialogInfo
    },
    /** One that is gone already is closed as well. */
    async close(id: string): Promise<void> {
      try {
        await client.platform.call({ operation: 'dialog.close', params: { dialogid: id } })
      } catch (error) {
        if (error instanceof AppError && error.details.platformCode === PlatformCode.notFound) return
        throw error
      }
    },
    async services(options?: Options): Promise<StreamingService[]> {
      const { data } = await client.platform.call({ operation: 'vtdu.list' }, options)
      return data as StreamingService[]
    },
    resetStatistics: (ids: readonly string[]) =>
      client.platform.call({ operation: 'vtdu.resetStatistics', body: [...ids] }),
  }
}

/** True when one page holds everything that was found. */
export function isWhole({ page, totalCount }: PageInfo, rows: number): boolean {
  return page === 0 && rows >= totalCount
}
