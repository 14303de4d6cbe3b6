/** Settings that the device describes itself, with a JSON schema. Documentation: "Get/Set common configuration". */
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { DataOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import { Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'

const NAME = 'common'

const Settings = Type.Object(
  {
    language: Type.Enum(['zh-CN', 'en-US'], { title: 'Language' }),
    volume: Type.Integer({ title: 'Loudspeaker', minimum: 0, maximum: 10 }),
    indicator: Type.Boolean({ title: 'Indicator light' }),
    preRecord: Type.Object(
      {
        enable: Type.Boolean({ title: 'Record ahead' }),
        seconds: Type.Integer({ title: 'So long ahead, s', minimum: 5, maximum: 120 }),
      },
      { title: 'Recording before the button', additionalProperties: false },
    ),
    keys: Type.Array(Type.Enum(['record', 'photo', 'talk', 'alarm', 'light']), {
      title: 'Keys in their order',
      maxItems: 5,
    }),
  },
  { title: 'Device', additionalProperties: false },
)

const SCHEMA = JSON.stringify(Settings)

/** Both as texts. */
export function commonOf(world: World, device: Device): DataOf<typeof operations.deviceSystem.config> {
  const settings = world.deviceConfig.get<Static<typeof Settings>>(device, NAME, 0, (random) => ({
    language: 'zh-CN',
    volume: random.between(4, 9),
    indicator: true,
    preRecord: { enable: random.chance(0.5), seconds: 15 },
    keys: ['record', 'photo', 'alarm'],
  }))
  return { jsonSchema: SCHEMA, jsonConfig: JSON.stringify(settings) }
}

/** Throws `Refusal` when the text is no JSON or does not fit the device's schema. */
export function setCommon(world: World, device: Device, jsonConfig: string): void {
  const settings = parsed(jsonConfig)
  if (!Value.Check(Settings, settings)) {
    const [error] = Value.Errors(Settings, settings)
    throw new Refusal(PlatformCode.badParameter, `jsonConfig${error?.instancePath ?? ''}: ${error?.message ?? ''}`)
  }
  world.deviceConfig.set(device, NAME, 0, settings)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(PlatformCode.badParameter, 'jsonConfig is no JSON')
  }
}
