/**
 * Pictures and recordings that others keep: the device on its own card, the platform on its disks. The platform does not tell
 * whether a manual recording runs: what is known here is what was started from this account, until when.
 */
import { defineStore } from 'pinia'
import { useClient } from '../../client.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { useSessionStore } from '../session/store.ts'
import { keptSetting } from '../settings/kept-setting.ts'

export const KEEPERS = ['platform', 'device'] as const
export type Keeper = (typeof KEEPERS)[number]

export interface RemoteRecording {
  readonly keeper: Keeper
  /** Epoch ms of the platform. */
  readonly startedAt: number
  /** When it ends by itself; absent: when somebody stops it. */
  readonly until?: number
}

const MOST = 500

const nameOf = (keeper: Keeper, { puid, index }: ChannelRef): string => `${keeper} ${puid} ${index}`

export const useRemoteStore = defineStore('remote-captures', () => {
  const client = useClient()
  const session = useSessionStore()
  const { value: known, choose } = keptSetting(client, {
    scope: 'account',
    key: 'live.remoteRecordings',
    read: readAll,
    write: Object.fromEntries,
  })

  /** What cannot be kept is only forgotten at the next start. */
  function note(name: string, recording: RemoteRecording | undefined): void {
    const now = session.platformNow()
    const next = new Map([...known.value].filter(([other, { until = Infinity }]) => other !== name && until > now))
    if (recording && next.size < MOST) next.set(name, recording)
    void choose(next).catch(() => undefined)
  }

  return {
    /** Something of the channel was started from here; whether it still runs is `runningOf`'s to say. */
    knows: (channel: ChannelRef): boolean => KEEPERS.some((keeper) => known.value.has(nameOf(keeper, channel))),
    /** What was started from this account and, as far as is known, runs. `now`: epoch ms of the platform. */
    runningOf: (channel: ChannelRef, now: number): RemoteRecording[] =>
      KEEPERS.flatMap((keeper) => {
        const recording = known.value.get(nameOf(keeper, channel))
        return recording && (recording.until ?? Infinity) > now ? [recording] : []
      }),
    /** Resolves when the platform says so. `forMs`: absent until it is stopped. Chapters "Device", "Recording plan". */
    async start(keeper: Keeper, channel: ChannelRef, fileName: string, forMs?: number): Promise<void> {
      const startedAt = session.platformNow()
      const until = forMs === undefined ? undefined : startedAt + forMs
      const end = until === undefined ? 0 : Math.round(until / 1000)
      await client.platform.call(startOf(keeper, channel, fileName, end))
      note(nameOf(keeper, channel), { keeper, startedAt, ...(until === undefined ? {} : { until }) })
    },
    async stop(keeper: Keeper, channel: ChannelRef): Promise<void> {
      const { puid, index } = channel
      await client.platform.call(
        keeper === 'device'
          ? { operation: 'device.stopRecording', params: { puid, index } }
          : { operation: 'manualRecord.stop', body: { pu_id: puid, channel_index: index } },
      )
      note(nameOf(keeper, channel), undefined)
    },
    /** The device takes it and hands it to the platform. Resolves with its name there. Chapter "Device". */
    async takePicture({ puid, index }: ChannelRef): Promise<string> {
      const { data } = await client.platform.call({ operation: 'device.snapshot', params: { puid, index } })
      const { fileName, fileID } = data as { fileName?: string; fileID: string }
      return fileName ?? fileID
    },
  }
})

function startOf(keeper: Keeper, { puid, index }: ChannelRef, fileName: string, end: number) {
  const what = { video: true, audio: true }
  return keeper === 'device'
    ? { operation: 'device.startRecording', params: { puid, index }, body: { ...what, stopTime: end, fileName } }
    : {
        operation: 'manualRecord.start',
        body: { pu_id: puid, channel_index: index, ...what, stop_record_time: end },
      }
}

/** Kept ones may be edited by hand: what does not fit is left out. */
function readAll(value: unknown): ReadonlyMap<string, RemoteRecording> {
  if (typeof value !== 'object' || value === null) return new Map()
  const kept = Object.entries(value).flatMap(([name, entry]): [string, RemoteRecording][] => {
    const { keeper, startedAt, until } = (entry ?? {}) as Record<string, unknown>
    const known = KEEPERS.find((one) => one === keeper)
    if (!known || typeof startedAt !== 'number' || (until !== undefined && typeof until !== 'number')) return []
    return [[name, { keeper: known, startedAt, ...(until === undefined ? {} : { until }) }]]
  })
  return new Map(kept)
}
