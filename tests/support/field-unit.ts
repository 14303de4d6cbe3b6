/** Somebody else at the platform, without a client of ours: says, raises, handles, and tells what is true there. */
import type { RowsOf } from '../../shared/platform/define.ts'
import { operations } from '../../shared/platform/index.ts'
import type { AudienceTypeId } from '../../shared/platform/message-content.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { Caller } from '../contract/platform/conformance/caller.ts'

const { alarm, im } = operations
export type PlatformMessage = RowsOf<typeof im.history>[number]
export type PlatformAlarm = RowsOf<typeof alarm.list>[number]

const PAGE_SIZE = 1000

export class FieldUnit {
  readonly #caller: Caller

  private constructor(caller: Caller) {
    this.#caller = caller
  }

  static async signIn(simulator: Simulator, account: { username: string; password: string }): Promise<FieldUnit> {
    const caller = new Caller(simulator, new Set())
    await caller.signIn(account)
    return new FieldUnit(caller)
  }

  async say(kind: AudienceTypeId, id: string, text: string): Promise<void> {
    const msgContent = JSON.stringify({ textMsg: text })
    await this.#caller.ok(im.send, { body: { audience: id, audienceType: kind, msgType: 'text', msgContent } })
  }

  async handle(key: string, status: 0 | 1 | 2 | 3, note: string): Promise<void> {
    await this.#caller.ok(alarm.process, { params: { key }, body: { status, process_desc: note } })
  }

  /** Everything this account may read, oldest first. */
  async messages(): Promise<PlatformMessage[]> {
    const filter = { beginTime: 0, endTime: 0, beenRead: 0 as const }
    return (await this.#all((page) => this.#caller.ok(im.history, { body: { ...page, filter } }))).toReversed()
  }

  async alarms(): Promise<PlatformAlarm[]> {
    return await this.#all((page) => this.#caller.ok(alarm.list, { body: page }))
  }

  async #all<R>(list: (page: { page: number; pageSize: number }) => Promise<{ data: readonly R[] }>): Promise<R[]> {
    const rows: R[] = []
    for (let page = 0; ; page++) {
      const { data } = await list({ page, pageSize: PAGE_SIZE })
      rows.push(...data)
      if (data.length < PAGE_SIZE) return rows
    }
  }
}
