import { expect, it } from 'vitest'
import { checker } from '../../../../electron/core/checker.ts'
import { BurstList } from '../../../../renderer/features/ledger/burst-list.ts'
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import { ledger, type LedgerBurst, type LedgerFilter } from '../../../../shared/contract/ledger.ts'
import { memoryPipe } from '../../../../shared/memory-pipe.ts'
import { connect, serve } from '../../../../shared/wire.ts'

const burst = (id: number, more: Partial<LedgerBurst> = {}): LedgerBurst => ({
  ...{ id, kind: 'conference', place: 'g', placeName: 'G', speakerKind: 'User', speaker: 'a', speakerName: 'A' },
  ...{ mine: false, time: id * 1_000, lengthMs: 500, ended: 'ended' },
  ...more,
})

/** A core with a ledger of its own, behind a real pipe. */
function listOf(kept: LedgerBurst[], filter: LedgerFilter = {}) {
  const [near, far] = memoryPipe()
  serve({
    contract: { ledger },
    handlers: {
      ledger: {
        list: ({ before, limit }) => {
          const older = kept.filter(({ time }) => !before || time < before.time).toSorted((a, b) => b.time - a.time)
          return { bursts: older.slice(0, limit), more: older.length > limit }
        },
        ...{ exportCsv: () => null, keepSound: () => null, takeSound: () => null, saveSound: () => null },
        ...{ speeches: () => [], soundKeeping: () => ({ isOn: false, folder: '', writing: [] }) },
      },
    },
    events: { subscribe: () => () => undefined },
    checker,
    onInternal: (error) => String(error),
  })(far)
  // Only the ledger is used here.
  return new BurstList(connect({ ledger }, near) as unknown as WatchpostClient, filter)
}

const idsOf = ({ rows }: BurstList): number[] => rows.value.map(({ id }) => id)

it('the list goes on page by page, and ends', async () => {
  const list = listOf(Array.from({ length: 150 }, (_, at) => burst(at + 1)))
  await list.reload()
  expect([idsOf(list).length, idsOf(list)[0], list.more.value]).toEqual([100, 150, true])
  await list.loadMore()
  expect([idsOf(list).length, idsOf(list).at(-1), list.more.value]).toEqual([150, 1, false])
})

it('what is added comes on top, once, where it passes the filter', async () => {
  const list = listOf([burst(1)], { kind: 'conference', from: 500 })
  await list.reload()
  list.add([burst(2), burst(3, { kind: 'intercom' }), burst(4, { time: 100 })])
  list.add([burst(2)])
  expect(idsOf(list)).toEqual([2, 1])
})

it('further down nothing moves: what is added is counted, and there when one is back at the top', async () => {
  const kept = [burst(1)]
  const list = listOf(kept)
  await list.reload()
  list.setReading(true)
  kept.push(burst(2))
  list.add([burst(2)])
  expect([idsOf(list), list.fresh.value]).toEqual([[1], 1])
  list.setReading(false)
  await expect.poll(() => idsOf(list)).toEqual([2, 1])
  expect(list.fresh.value).toBe(0)
})
