import { expect } from 'vitest'
import type { BodyOf, RowsOf } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import { Kind, NO_DEVICE, onlineOf, OPERATOR, whileOffline } from './devices.ts'
import type { Scenario } from './scenario.ts'

const { deviceEncoder } = operations

type Encoder = RowsOf<typeof deviceEncoder.encoders>[number]
type Settings = BodyOf<typeof deviceEncoder.setEncoders>[number]

export const encoders: Scenario = {
  section: 'device management: encoders',
  async run(caller) {
    const puid = onlineOf(caller, Kind.bodyCamera)
    const params = { puid, index: 0 }
    const read = async () => (await caller.ok(deviceEncoder.encoders, { params })).data
    const before = await read()
    expect(before.map(({ type }) => type).toSorted()).toEqual([0, 1])
    for (const encoder of before) expectChoices(encoder)
    const last = before.map(({ imageSizeAll }) => imageSizeAll.length - 1)
    await caller.ok(deviceEncoder.setEncoders, {
      params,
      body: before.map((encoder, place) => ({ ...settingsOf(encoder), imageSizeIndex: last[place] ?? 0 })),
    })
    expect(await read()).toEqual(before.map((encoder, place) => ({ ...encoder, imageSizeIndex: last[place] })))
    const [sending] = before.filter(({ type }) => type === 1).map(settingsOf)
    const change = { ...sending, rateLimitCustom: 900 } as Settings
    await caller.ok(deviceEncoder.setEncoders, { params, body: [change] })
    const after = await read()
    expect(after.map(({ type, rateLimitCustom }) => [type, rateLimitCustom])).toContainEqual([1, 900])
    await caller.refused(deviceEncoder.setEncoders, { params, body: [{ ...change, imageSizeIndex: 99 }] }, 4)
    await caller.refused(deviceEncoder.encoders, { params: { puid, index: 9 } }, 2)
    await caller.refused(deviceEncoder.encoders, { params: { puid: NO_DEVICE, index: 0 } }, 2)
    await whileOffline(caller, puid, () => caller.refused(deviceEncoder.encoders, { params }, 5))
    const operator = await caller.as(OPERATOR)
    await operator.refused(deviceEncoder.setEncoders, { params, body: [change] }, 16)
  },
}

/** What is chosen stands in its list. */
function expectChoices(encoder: Encoder): void {
  expect(encoder.imageSizeAll[encoder.imageSizeIndex]?.width).toBeGreaterThan(0)
  expect(encoder.videoCodecAll[encoder.videoCodecIndex]).toBeTypeOf('string')
  expect(encoder.rateControlAll).toContain(encoder.rateControl)
  const sound = encoder.audioCodecAll[encoder.audioCodecIndex]
  expect(sound?.channelCountAll[sound.channelCountIndex]).toBeGreaterThan(0)
  expect(sound?.bitRateAll[sound.bitRateIndex]).toBeGreaterThan(0)
  expect(sound?.bitPerSample[sound.bitPerSampleIndex]).toBeGreaterThan(0)
  expect(sound?.samplesPerSec[sound.samplesPerSecIndex]).toBeGreaterThan(0)
}

/** What may be written of what was read. */
function settingsOf(encoder: Encoder): Settings {
  const { videoCodecAll: _codecs, imageSizeAll: _sizes, rateControlAll: _rates, audioCodecAll, ...settings } = encoder
  return {
    ...settings,
    audioCodecAll: audioCodecAll.map(({ channelCountIndex, bitRateIndex, bitPerSampleIndex, samplesPerSecIndex }) => ({
      channelCountIndex,
      bitRateIndex,
      bitPerSampleIndex,
      samplesPerSecIndex,
    })),
  }
}
