/** The eight operations of fences. Answers were checked against their schemas by the core. */
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { BodyOf, RowsOf } from '../../../shared/platform/define.ts'
import type { fence as operations } from '../../../shared/platform/fence.ts'
import { fenceOf, formOf, type Fence, type FencePlan, type FenceRow } from './fence.ts'

export type FenceFilter = NonNullable<NonNullable<BodyOf<typeof operations.list>>['filter']>
export type FenceDevice = RowsOf<typeof operations.listDevices>[number]

interface Options {
  readonly signal?: AbortSignal
}

const PAGE_SIZE = 200
/** In one call; more are said in several. */
const MAX_DEVICES = 500

export function fenceCalls(client: Pick<WatchpostClient, 'platform'>) {
  /** All pages of a list, one after the other: fences are few. */
  async function all<T>(
    operation: string,
    input: { params?: Record<string, string>; filter?: object },
    options: Options = {},
  ): Promise<T[]> {
    const rows: T[] = []
    for (let page = 0; ; page++) {
      const body = { page, pageSize: PAGE_SIZE, ...(input.filter ? { filter: input.filter } : {}) }
      const params = input.params ? { params: input.params } : {}
      const answer = await client.platform.call({ operation, ...params, body }, options)
      const read = answer.data as T[]
      rows.push(...read)
      if (read.length === 0 || rows.length >= (answer.page?.totalCount ?? 0)) return rows
    }
  }

  async function inParts(operation: string, id: string, puids: readonly string[]): Promise<void> {
    for (let at = 0; at < puids.length; at += MAX_DEVICES) {
      const puidlist = puids.slice(at, at + MAX_DEVICES)
      await client.platform.call({ operation, params: { id }, body: { puidlist } })
    }
  }

  return {
    list: async (filter: FenceFilter, options?: Options): Promise<Fence[]> =>
      (await all<FenceRow>('fence.list', { filter }, options)).map(fenceOf),
    async info(id: string): Promise<Fence> {
      const { data } = await client.platform.call({ operation: 'fence.info', params: { id } })
      return fenceOf(data as FenceRow)
    },
    async create(plan: FencePlan): Promise<Fence> {
      const { data } = await client.platform.call({ operation: 'fence.create', body: formOf(plan) })
      return fenceOf(data as FenceRow)
    },
    async change(id: string, plan: FencePlan): Promise<Fence> {
      const { data } = await client.platform.call({ operation: 'fence.change', params: { id }, body: formOf(plan) })
      return fenceOf(data as FenceRow)
    },
    async remove(id: string): Promise<void> {
      await client.platform.call({ operation: 'fence.remove', params: { id } })
    },
    devices: (id: string, options?: Options): Promise<FenceDevice[]> =>
      all<FenceDevice>('fence.listDevices', { params: { id } }, options),
    addDevices: (id: string, puids: readonly string[]): Promise<void> => inParts('fence.addDevices', id, puids),
    removeDevices: (id: string, puids: readonly string[]): Promise<void> => inParts('fence.removeDevices', id, puids),
  }
}

export type FenceCalls = ReturnType<typeof fenceCalls>
