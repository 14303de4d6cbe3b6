/** An open dialog as the table shows it: the platform's row with its two ends alike. Documentation: "Get dialog list". */
import type { RowsOf } from '../../../shared/platform/define.ts'
import { PartyType, type mediaStream } from '../../../shared/platform/media-stream.ts'
import { toEpochMs } from '../../../shared/units.ts'

export type DialogRow = RowsOf<typeof mediaStream.list>[number]

/** What the platform sends to an end, or receives from it. Undefined is what it did not say. */
export interface Flow {
  /** Bytes per second, of late. */
  readonly rate: number | undefined
  /** Since the dialog was opened. */
  readonly bytes: number | undefined
  readonly lostPackets: number | undefined
  /** Of the packets of late. */
  readonly lostPercent: number | undefined
}

export interface DialogEnd {
  readonly type: string
  readonly id: string
  /** Bits of MediaDirection from this end's view; text when the platform wrote no number. */
  readonly direction: number | string | undefined
  readonly protocol: string | undefined
  /** What the platform sends to it. */
  readonly sent: Flow
  /** What the platform receives from it. */
  readonly received: Flow
}

export interface DialogLine {
  /** ID of the dialog. */
  readonly key: string
  /** Epoch ms; undefined when the platform gave none. */
  readonly openedAt: number | undefined
  readonly channel: number
  readonly status: string
  /** Who opened it. */
  readonly requester: DialogEnd
  /** Whom it asked for media. */
  readonly target: DialogEnd
  /** Of the end that is a device. */
  readonly device: string | undefined
}

/** One ten-thousandth is the platform's unit of a share. */
const SHARES_PER_PERCENT = 100

export function lineOf(row: DialogRow): DialogLine {
  const requester: DialogEnd = {
    type: row.requesterType ?? '',
    id: row.requesterId ?? '',
    direction: directionOf(row.requesterDir),
    protocol: row.requesterProto || undefined,
    sent: flow(row.r_upBitrateShort, row.r_upDataSize, row.r_upLostCount, row.r_upLostrateShort),
    received: flow(row.r_dwBitrateShort, row.r_dwDataSize, row.r_dwLostCount, row.r_dwLostrateShort),
  }
  const target: DialogEnd = {
    type: row.targetType ?? '',
    id: row.targetId ?? '',
    direction: directionOf(row.targetDir),
    protocol: row.targetProto || undefined,
    sent: flow(row.t_upBitrateShort, row.t_upDataSize, row.t_upLostCount, row.t_upLostrateShort),
    received: flow(row.t_dwBitrateShort, row.t_dwDataSize, row.t_dwLostCount, row.t_dwLostrateShort),
  }
  return {
    key: row.id,
    openedAt: toEpochMs(row.time),
    channel: row.index,
    status: row.status,
    requester,
    target,
    device: [target, requester].find(({ type, id }) => type === PartyType.device && id !== '')?.id,
  }
}

function flow(rate?: number, bytes?: number, lostPackets?: number, share?: number): Flow {
  return { rate, bytes, lostPackets, lostPercent: share === undefined ? undefined : share / SHARES_PER_PERCENT }
}

function directionOf(text: string | undefined): number | string | undefined {
  if (!text) return undefined
  return /^\d+$/.test(text) ? Number(text) : text
}

/** Seconds since it was opened; undefined when that is not known. A clock that runs behind makes no negative age. */
export function ageSeconds({ openedAt }: Pick<DialogLine, 'openedAt'>, now: number): number | undefined {
  return openedAt === undefined ? undefined : Math.max(0, (now - openedAt) / 1000)
}

/** Bytes per second over the whole life of the dialog; undefined when the platform counted nothing or the dialog is younger than a second. */
export function longRate({ bytes }: Flow, age: number | undefined): number | undefined {
  return bytes === undefined || age === undefined || age < 1 ? undefined : bytes / age
}
