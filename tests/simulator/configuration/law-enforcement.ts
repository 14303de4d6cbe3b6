/** Whose device it is. Documentation: "Get law enforcement", "Set law enforcement". */
import { PoliceType } from '../../../shared/platform/device-system.ts'
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import { FAMILY_NAMES, GIVEN_NAMES, POSITIONS } from '../fleet/names.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import { needFeature } from './check.ts'
import { merged } from './merged.ts'
import { isWorn } from './traits.ts'

type LawEnforcement = DataOf<typeof operations.deviceSystem.lawEnforcement>
type Change = BodyOf<typeof operations.deviceSystem.setLawEnforcement>

const NAME = 'law enforcement'

/** Throws `Refusal`. */
export function lawEnforcementOf(world: World, device: Device): Readonly<LawEnforcement> {
  needFeature(isWorn(device), 'nobody wears the device')
  return world.deviceConfig.get(device, NAME, 0, (random) => factory(world, device, random))
}

/** Throws `Refusal`. */
export function setLawEnforcement(world: World, device: Device, change: Change): void {
  world.deviceConfig.set(device, NAME, 0, merged(lawEnforcementOf(world, device), change))
}

function factory(world: World, device: Device, random: Random): LawEnforcement {
  const { person } = device
  return {
    deviceModel: device.kind.product,
    IMEIMEID: imei(random),
    serial: `${device.kind.product}-${String(random.between(0, 99_999_999)).padStart(8, '0')}`,
    userNo: person?.id ?? String(random.between(100_000, 999_999)),
    userName: person?.name ?? random.pick(FAMILY_NAMES) + random.pick(GIVEN_NAMES),
    userDescribe: '',
    unitNo: device.gid,
    unitName: world.fleet.tree.find(device.gid)?.name ?? '',
    postName: person?.position ?? random.pick(POSITIONS),
    policeType: random.pick(Object.values(PoliceType)),
    defaultConference: '',
    currentConference: '',
  }
}

/** Fifteen digits, the last one by Luhn. */
function imei(random: Random): string {
  const digits = `8612${String(random.between(0, 9_999_999_999)).padStart(10, '0')}`
  const sum = [...digits].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
