/** Sensors on the wearer and in the air. Documentation: "Get sensor data", "Set sensor data". */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { SensorKey } from '../../../shared/platform/device-system.ts'
import type { BodyOf, RowsOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import { Refusal } from '../http/refusal.ts'
import { hashText } from '../random.ts'
import type { World } from '../world.ts'
import { need, needFeature } from './check.ts'
import { isWorn } from './traits.ts'

type Reading = RowsOf<typeof operations.deviceSystem.sensors>[number]
type Limits = BodyOf<typeof operations.deviceSystem.setSensors>[number]

interface Sensor {
  readonly key: string
  readonly unit: string
  /** What it shows: `middle` plus and minus `swing`, with so many digits behind the point. */
  readonly middle: number
  readonly swing: number
  readonly digits: number
  readonly alarm_min: number
  readonly alarm_max: number
}

function sensor(key: string, unit: string, shows: [number, number, number], limits: [number, number]): Sensor {
  const [middle, swing, digits] = shows
  const [alarm_min, alarm_max] = limits
  return { key, unit, middle, swing, digits, alarm_min, alarm_max }
}

const BODY: readonly Sensor[] = [
  sensor(SensorKey.heartRate, 'bpm', [84, 26, 0], [50, 140]),
  sensor(SensorKey.bodyTemperature, '℃', [36.7, 0.6, 1], [35, 38.5]),
  sensor(SensorKey.bloodPressure, 'mmHg', [122, 14, 0], [90, 160]),
  sensor(SensorKey.respiratoryRate, '/min', [16, 5, 0], [8, 30]),
  sensor(SensorKey.bloodOxygen, '%', [97, 2, 0], [92, 100]),
]
const GAS: readonly Sensor[] = [
  sensor(SensorKey.oxygen, '%', [20.9, 0.4, 1], [19.5, 23.5]),
  sensor(SensorKey.hydrogenSulfide, 'ppm', [1.5, 1.5, 1], [0, 10]),
  sensor(SensorKey.carbonMonoxide, 'ppm', [6, 6, 0], [0, 35]),
  sensor(SensorKey.carbonDioxide, 'ppm', [640, 210, 0], [0, 5000]),
  sensor(SensorKey.methane, '%LEL', [1, 1, 1], [0, 10]),
]

/** Those with a pair of cameras (helmets, handhelds) smell gas as well. */
function sensorsOf(device: Device): readonly Sensor[] {
  needFeature(isWorn(device), 'the device has no sensors')
  return device.kind.hardware.videoIn > 1 ? [...BODY, ...GAS] : BODY
}

/** Readings wander with time. Throws `Refusal`. */
export function readingsOf(world: World, device: Device): Reading[] {
  const seconds = world.now() / 1000
  return sensorsOf(device).map((entry) => {
    const { key, unit, middle, swing, digits } = entry
    const turn = seconds / 47 + (hashText(`${device.id}${key}`) % 628) / 100
    const reading = Number((middle + (swing * (Math.sin(turn) + Math.sin(turn * 3.7))) / 2).toFixed(digits))
    const { alarm_min, alarm_max } = limitsOf(world, device, entry)
    return { key, unit, reading, bAlarm: reading < alarm_min || reading > alarm_max, alarm_min, alarm_max }
  })
}

function limitsOf(world: World, device: Device, { key, alarm_min, alarm_max }: Sensor) {
  return world.deviceConfig.get(device, `sensor ${key}`, 0, () => ({ alarm_min, alarm_max }))
}

/** All of them or none. Throws `Refusal`: 4 for limits the wrong way round, 2 for a sensor that the device lacks. */
export function setLimits(world: World, device: Device, changes: readonly Limits[]): void {
  const sensors = sensorsOf(device)
  const known = changes.map(({ key, alarm_min, alarm_max }) => {
    const found = sensors.find((entry) => entry.key.toLowerCase() === key.toLowerCase())
    if (!found) throw new Refusal(PlatformCode.notFound, `the device has no sensor ${key}`)
    need(alarm_min <= alarm_max, `${key}: alarm_min is above alarm_max`)
    return { name: `sensor ${found.key}`, limits: { alarm_min, alarm_max } }
  })
  for (const { name, limits } of known) world.deviceConfig.set(device, name, 0, limits)
}
