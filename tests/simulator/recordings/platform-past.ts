/** What the platform stored before the simulator started: taken over from devices, recorded by a plan, made in calls. */
import { FileType, RecordReason, type FileTypeId } from '../../../shared/platform/record-file.ts'
import type { Device } from '../fleet/build.ts'
import type { Stay } from '../presence/stay.ts'
import { createRandom } from '../random.ts'
import { cut, makeFile, movieOf } from './make-file.ts'
import { takenOver } from './take-over.ts'
import type { StoredFile } from './stored-file.ts'

const SALT = 0x9a7f
const DAY_S = 86_400
/** Devices whose files the platform has; the others keep theirs. */
const DEVICES = 40

const SHARE_TAKEN: Readonly<Partial<Record<FileTypeId, number>>> = {
  [FileType.video]: 0.15,
  [FileType.image]: 0.6,
  [FileType.gps]: 0.15,
  [FileType.log]: 0.1,
}

interface Parts {
  readonly devices: Iterable<Device>
  readonly filesOf: (device: Device) => readonly StoredFile[]
  readonly staysOf: (device: Device) => readonly Stay[]
  readonly lengthS: number
  readonly startMs: number
  readonly seed: number
  readonly idPrefix: string
}

/** In order of being stored. */
export function platformFilesBefore({ devices, filesOf, staysOf, ...rest }: Parts): StoredFile[] {
  return [...devices]
    .slice(0, DEVICES)
    .flatMap((device) => [
      ...taken(device, filesOf(device), rest),
      ...planned(device, staysOf(device), rest),
      ...calls(device, staysOf(device), rest),
    ])
    .toSorted((a, b) => a.insertS - b.insertS)
}

type Rest = Omit<Parts, 'devices' | 'filesOf' | 'staysOf'>

const randomOf = (device: Device, salt: number, { seed }: Rest) => createRandom(seed ^ device.hash ^ salt)

/** Pictures come by themselves, the rest was fetched. */
function taken(device: Device, files: readonly StoredFile[], rest: Rest): StoredFile[] {
  const random = randomOf(device, SALT, rest)
  return files.flatMap((file) => {
    if (!random.chance(SHARE_TAKEN[file.type] ?? 0)) return []
    const insertS = file.endS + random.between(5, 3600)
    if (insertS * 1000 > rest.startMs) return []
    const reason = file.type === FileType.image ? RecordReason.upload : RecordReason.download
    return [takenOver(rest.idPrefix + device.number.toString(36).toUpperCase(), file, reason, insertS)]
  })
}

/** Mounted cameras are recorded from ten to half past ten each day. */
function planned(device: Device, stays: readonly Stay[], rest: Rest): StoredFile[] {
  if (device.kind.speed[1] > 0) return []
  const prefix = rest.idPrefix + device.number.toString(36).toUpperCase()
  return stays.flatMap((stay) => {
    const dayS = Math.floor(stay.onlineMs / 1000 / DAY_S) * DAY_S
    const beginS = Math.max(dayS + 10 * 3600, Math.ceil(stay.onlineMs / 1000))
    const endS = Math.min(dayS + 10.5 * 3600, Math.floor(Math.min(stay.offlineMs ?? rest.startMs, rest.startMs) / 1000))
    return cut(beginS, endS, rest.lengthS).map(([from, to]) =>
      makeFile(prefix, {
        device,
        channel: 0,
        reason: RecordReason.time,
        beginS: from,
        endS: to,
        ...movieOf(device, 0),
      }),
    )
  })
}

function calls(device: Device, stays: readonly Stay[], rest: Rest): StoredFile[] {
  if (!device.kind.terminal) return []
  const random = randomOf(device, SALT + 1, rest)
  const prefix = rest.idPrefix + device.number.toString(36).toUpperCase()
  return stays.flatMap((stay) => {
    const beginS = Math.ceil(stay.onlineMs / 1000) + random.between(60, 3000)
    const endS = beginS + random.between(15, 180)
    if (!random.chance(0.4) || endS * 1000 > Math.min(stay.offlineMs ?? rest.startMs, rest.startMs)) return []
    const call = { device, channel: 0, reason: RecordReason.call, beginS, endS, ...movieOf(device, 0, false) }
    return [makeFile(prefix, call)]
  })
}
