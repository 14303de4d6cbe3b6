/**
 * What lower devices keep on their own storage for a week: a file for each hour by plan, now and then one for an alarm or by
 * hand. Which those are follows from the device and the hour, so that the same was recorded whoever asks and whenever.
 */
import { LowerRecordType } from '../../../shared/platform/gb28181-in-record.ts'
import { hashText } from '../random.ts'

export interface LowerFile {
  readonly id: string
  readonly deviceId: string
  readonly name: string
  readonly filePath: string
  /** UTC seconds. */
  readonly startTime: number
  readonly endTime: number
  readonly secrecy: 0 | 1
  readonly type: (typeof LowerRecordType)[keyof typeof LowerRecordType]
  readonly recorderID: string
}

const HOUR_S = 3600
const KEPT_S = 7 * 24 * HOUR_S
const ALARM_S = 60
const MANUAL_S = 300
const ID = /^(\d{20})_(\d{1,12})_(?:time|alarm|manual)$/

/** Those that are complete and touch [fromS, toS], the oldest first. */
export function filesBetween(deviceId: string, fromS: number, toS: number, nowMs: number): LowerFile[] {
  const nowS = nowMs / 1000
  const first = Math.floor(Math.max(fromS - HOUR_S, nowS - KEPT_S) / HOUR_S)
  const last = Math.floor(Math.min(toS, nowS) / HOUR_S)
  const files: LowerFile[] = []
  for (let hour = first; hour <= last; hour++) files.push(...filesOfHour(deviceId, hour))
  return files.filter((file) => file.endTime <= nowS && file.endTime > fromS && file.startTime < toS)
}

/** The file of an ID, when its device still keeps it. */
export function fileById(id: string, nowMs: number): LowerFile | undefined {
  const [, deviceId, start] = ID.exec(id) ?? []
  if (deviceId === undefined || start === undefined) return undefined
  return filesBetween(deviceId, Number(start), Number(start) + 1, nowMs).find((file) => file.id === id)
}

function filesOfHour(deviceId: string, hour: number): LowerFile[] {
  const hash = hashText(`${deviceId} ${hour}`)
  const start = hour * HOUR_S
  const files = [fileAt(deviceId, start, HOUR_S, LowerRecordType.scheduled, deviceId)]
  if (hash % 7 === 0) files.push(fileAt(deviceId, start + (hash % 3000), ALARM_S, LowerRecordType.alarm, deviceId))
  if (hash % 13 === 0) files.push(fileAt(deviceId, start + (hash % 3100), MANUAL_S, LowerRecordType.manual, 'operator'))
  return files
}

function fileAt(
  deviceId: string,
  startTime: number,
  lengthS: number,
  type: LowerFile['type'],
  recorderID: string,
): LowerFile {
  const stamp = new Date(startTime * 1000).toISOString()
  const name = `${stamp.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${type}.mp4`
  const id = `${deviceId}_${startTime}_${type}`
  return {
    id,
    deviceId,
    name,
    filePath: `/record/${stamp.slice(0, 10)}/${name}`,
    startTime,
    endTime: startTime + lengthS,
    secrecy: hashText(id) % 17 === 0 ? 1 : 0,
    type,
    recorderID,
  }
}
