/**
 * Files of devices and of the platform: a past by seed, and what is recorded, fetched and sent since. Recordings are computed
 * from the time when somebody looks; nothing runs in between.
 */
import { FileType, RecordReason, type FileTypeId, type RecordReasonId } from '../../../shared/platform/record-file.ts'
import type { Device } from '../fleet/build.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Presence } from '../presence/presence.ts'
import { firmwareFiles } from '../upkeep/firmware-files.ts'
import { createContents, type Contents } from './contents.ts'
import { deviceFilesBefore, type AlarmMoment } from './device-past.ts'
import { makeFile } from './make-file.ts'
import { platformFilesBefore } from './platform-past.ts'
import { begin, complete, finish, growing, hasEnded, type RecordingSpec, type Running, type Store } from './running.ts'
import type { StoredFile } from './stored-file.ts'
import { takenOver } from './take-over.ts'

export type { RecordingSpec, Store } from './running.ts'
export type { StoredFile } from './stored-file.ts'

/** The storage service of the simulated platform. */
export const NRU_ID = 'NRU_1'

export interface Which {
  readonly device: Device
  readonly channel: number
  readonly store: Store
  readonly reason?: RecordReasonId
}

/** Something sent to the platform by a client. */
export interface Upload {
  readonly name: string
  readonly type: FileTypeId
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly device?: Device | undefined
  readonly userId?: string | undefined
  /** `upload` unless told otherwise. */
  readonly reason?: RecordReasonId
}

export interface Recordings extends Contents {
  /** false when the channel is recorded there for that reason already. Whether the device is on-line is the caller's to ask. */
  start(spec: RecordingSpec): boolean
  /** All that fit. Returns how many. */
  stop(which: Which): number
  running(): readonly Running[]
  /** Oldest first, with the files that grow. */
  deviceFiles(device: Device): readonly StoredFile[]
  deviceFile(device: Device, fileId: string): StoredFile | undefined
  /** In order of being stored, with the files that grow. */
  platformFiles(): readonly StoredFile[]
  platformFile(fileId: string): StoredFile | undefined
  /** Of a platform file, the same for its life. */
  numberOf(file: StoredFile): number
  removeFromDevice(device: Device, file: StoredFile): void
  removeFromPlatform(file: StoredFile): void
  /** Everything on it, as formatting does; recordings on it end. */
  clearDevice(device: Device): void
  /** Takes a picture and stores it on the platform. */
  snapshot(device: Device, channel: number, reason?: RecordReasonId, userId?: string): StoredFile
  /** The same file again when the platform has it already. */
  takeOver(file: StoredFile, reason: RecordReasonId): StoredFile
  store(upload: Upload): StoredFile
  /** A file has come to the platform. */
  onStored(listener: (file: StoredFile) => void): () => void
}

interface Parts {
  readonly fleet: Fleet
  readonly presence: Presence
  readonly now: () => number
  readonly seed: number
  /** Maximal length of a device's video files, seconds. */
  readonly lengthS: (device: Device) => number
  /** Alarms of channels before the simulator started. */
  readonly alarmsBefore: (device: Device) => readonly AlarmMoment[]
}

/** Of video files that the platform records, seconds. */
const PLATFORM_LENGTH_S = 600

export function createRecordings({ fleet, presence, now, seed, lengthS, alarmsBefore }: Parts): Recordings {
  const startMs = now()
  const contents = createContents(presence)
  const onDevices = new Map<Device, StoredFile[]>()
  const running = new Set<Running>()
  const listeners = new Set<(file: StoredFile) => void>()
  let onPlatform: StoredFile[] | undefined
  const numbers = new Map<string, number>()
  let serial = 0

  const platformPrefix = (device: Device) => `${NRU_ID}-${device.number.toString(36).toUpperCase()}`
  const prefixOf = ({ spec }: Running) => (spec.store === 'device' ? '' : platformPrefix(spec.device))

  function filesOn(device: Device): StoredFile[] {
    const known = onDevices.get(device)
    if (known) return known
    const files = deviceFilesBefore(
      device,
      presence.ofDevice(device),
      startMs,
      lengthS(device),
      seed,
      alarmsBefore(device),
    )
    onDevices.set(device, files)
    return files
  }

  const platform = (): StoredFile[] =>
    (onPlatform ??= [
      ...firmwareFiles(Math.floor(startMs / 1000)),
      ...platformFilesBefore({
        devices: presence.devices,
        filesOf: filesOn,
        staysOf: presence.ofDevice,
        lengthS: PLATFORM_LENGTH_S,
        startMs,
        seed,
        idPrefix: `${NRU_ID}-`,
      }),
    ].toSorted((a, b) => a.insertS - b.insertS))

  function put(file: StoredFile): StoredFile {
    platform().push(file)
    for (const listener of listeners) listener(file)
    return file
  }

  function keep(entry: Running, files: readonly StoredFile[]): void {
    if (entry.spec.store === 'device') filesOn(entry.spec.device).push(...files)
    else files.forEach(put)
  }

  function end(entry: Running): void {
    running.delete(entry)
    keep(entry, finish(entry, prefixOf(entry), now()))
  }

  function settle(): void {
    for (const entry of running) {
      if (hasEnded(entry, now())) end(entry)
      else keep(entry, complete(entry, prefixOf(entry), now()))
    }
  }

  function growingOf(store: Store, device?: Device): StoredFile[] {
    settle()
    return [...running].flatMap((entry) => {
      if (entry.spec.store !== store || (device && entry.spec.device !== device)) return []
      return growing(entry, prefixOf(entry), now()) ?? []
    })
  }

  const fits = ({ spec }: Running, { device, channel, store, reason }: Which) =>
    spec.device === device &&
    spec.channel === channel &&
    spec.store === store &&
    (reason === undefined || spec.reason === reason)

  function stopWhere(condition: (entry: Running) => boolean): number {
    settle()
    const found = [...running].filter(condition)
    found.forEach(end)
    return found.length
  }

  // What the platform records comes over the line.
  fleet.onChanged((device) => {
    if (!device.online) stopWhere(({ spec }) => spec.device === device && spec.store === 'platform')
  })

  const self: Recordings = {
    ...contents,
    start(spec) {
      settle()
      if ([...running].some((entry) => fits(entry, spec))) return false
      running.add(begin(spec, now(), spec.store === 'device' ? lengthS(spec.device) : PLATFORM_LENGTH_S))
      return true
    },
    stop: (which) => stopWhere((entry) => fits(entry, which)),
    running() {
      settle()
      return [...running]
    },
    deviceFiles: (device) =>
      [...growingOf('device', device), ...filesOn(device)].toSorted((a, b) => a.beginS - b.beginS),
    deviceFile: (device, fileId) => self.deviceFiles(device).find((file) => file.fileId === fileId),
    platformFiles() {
      const unfinished = growingOf('platform')
      return [...platform(), ...unfinished]
    },
    platformFile: (fileId) => self.platformFiles().find((file) => file.fileId === fileId),
    numberOf(file) {
      if (!numbers.has(file.fileId))
        for (const { fileId } of self.platformFiles()) if (!numbers.has(fileId)) numbers.set(fileId, numbers.size + 1)
      return numbers.get(file.fileId) ?? 0
    },
    removeFromDevice: (device, file) => drop(filesOn(device), file),
    removeFromPlatform: (file) => drop(platform(), file),
    clearDevice(device) {
      stopWhere(({ spec }) => spec.device === device && spec.store === 'device')
      filesOn(device).length = 0
    },
    snapshot(device, channel, reason = RecordReason.manual, userId) {
      const timeS = Math.floor(now() / 1000)
      const spec = { device, channel, type: FileType.image, reason, beginS: timeS, endS: timeS, userId }
      const prefix = `${platformPrefix(device)}-${(++serial).toString(36)}`
      return put(makeFile(prefix, { ...spec, content: { kind: 'photo' } }))
    },
    takeOver(file, reason) {
      const prefix = file.device ? platformPrefix(file.device) : NRU_ID
      const taken = takenOver(prefix, file, reason, Math.floor(now() / 1000))
      return self.platformFile(taken.fileId) ?? put(taken)
    },
    store: (upload) => put(uploaded(upload, `${NRU_ID}-U${(++serial).toString(36)}`, Math.floor(now() / 1000))),
    onStored(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return self
}

function drop(files: StoredFile[], file: StoredFile): void {
  const index = files.findIndex((entry) => entry.fileId === file.fileId)
  if (index >= 0) files.splice(index, 1)
}

function uploaded(upload: Upload, fileId: string, timeS: number): StoredFile {
  const { name, type, bytes, contentType, device, userId, reason = RecordReason.upload } = upload
  return {
    fileId: `${fileId}-${timeS.toString(36)}`,
    device,
    channel: 0,
    type,
    reason,
    beginS: timeS,
    endS: timeS,
    insertS: timeS,
    name,
    path: `/upload/${name}`,
    content: { kind: 'given', bytes, contentType },
    userId,
    lat: undefined,
    lng: undefined,
    desc1: '',
    desc2: '',
    mark: false,
    isGrowing: false,
  }
}
