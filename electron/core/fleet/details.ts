import type { DeviceDetails } from '../../../shared/contract/fleet.ts'
import { AppError, type ErrorEnvelope } from '../../../shared/errors.ts'
import { SignalSource } from '../../../shared/platform/position.ts'
import type { DataOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import {
  centimetresToMetres,
  metresPerHourToKmh,
  milliDegreesToDegrees,
  milliPercentToPercent,
  toEpochMs,
} from '../../../shared/units.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { networkKindOf } from './network-kind.ts'
import { channelOf } from './rows.ts'

const { device } = operations

/** Four answers at once; each that fails says so by itself. */
export async function fetchDeviceDetails(
  session: ActiveSession,
  puid: string,
  signal: AbortSignal,
): Promise<DeviceDetails> {
  const params = { puid }
  const [info, status, battery, position] = await Promise.all([
    part(async () => infoOf((await session.call(device.info, { params }, { signal })).data)),
    part(async () => statusOf((await session.call(device.status, { params }, { signal })).data)),
    part(async () => batteryOf((await session.call(device.battery, { params }, { signal })).data)),
    part(async () => positionOf((await session.call(device.gps, { params }, { signal })).data)),
  ])
  if (signal.aborted) throw new AppError('cancelled')
  return { info, status, battery, position }
}

async function part<T extends object>(
  fetch: () => Promise<T>,
): Promise<({ ok: true } & T) | { ok: false; error: ErrorEnvelope }> {
  try {
    return { ok: true, ...(await fetch()) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ok: false, error: error.toEnvelope() }
  }
}

type Part<K extends keyof DeviceDetails> = Omit<Extract<DeviceDetails[K], { ok: true }>, 'ok'>

function infoOf(data: DataOf<typeof device.info>): Part<'info'> {
  const hardware = Object.entries(data.hardware ?? {}).filter(([, count]) => typeof count === 'number')
  return {
    name: data.name,
    ...(data.manufacturer ? { manufacturer: data.manufacturer } : {}),
    ...(data.product ? { product: data.product } : {}),
    ...(data.softwareVersion ? { softwareVersion: data.softwareVersion } : {}),
    ...(data.hardwareVersion ? { hardwareVersion: data.hardwareVersion } : {}),
    ...(data.className ? { className: data.className } : {}),
    hardware: Object.fromEntries(hardware) as Record<string, number>,
    channels: (data.channels ?? []).map(channelOf),
  }
}

function statusOf(data: DataOf<typeof device.status>): Part<'status'> {
  const network = networkKindOf(data.network)
  const onlineSince = toEpochMs(data.onlineTime)
  const bootedAt = toEpochMs(data.bootTime)
  return {
    online: data.status === 1,
    ...(network ? { network } : {}),
    ...(onlineSince ? { onlineSince } : {}),
    ...(bootedAt ? { bootedAt } : {}),
    ...(data.addr ? { address: data.addr } : {}),
    ...(data.protocol ? { protocol: data.protocol } : {}),
    ...(data.userName ? { userName: data.userName } : {}),
  }
}

function batteryOf(data: DataOf<typeof device.battery>): Part<'battery'> {
  return { percent: milliPercentToPercent(data.batteryPower), charging: data.batteryStatus === 1 }
}

function positionOf(data: DataOf<typeof device.gps>): Part<'position'> {
  return {
    fix: data.state === 1,
    longitude: data.lng,
    latitude: data.lat,
    time: toEpochMs(data.time) ?? 0,
    heightM: centimetresToMetres(data.height),
    headingDeg: milliDegreesToDegrees(data.angle),
    speedKmh: metresPerHourToKmh(data.speed),
    satellites: data.starCount,
    sources: Object.entries(SignalSource)
      .filter(([, bit]) => (data.satellite & bit) !== 0)
      .map(([name]) => name),
  }
}
