import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { Kind, NO_DEVICE, onlineOf, OPERATOR, whileOffline } from './devices.ts'
import type { Scenario } from './scenario.ts'

const { deviceMedia, deviceOverlay, deviceVideoSource } = operations

const READS = [
  deviceMedia.snapshot,
  deviceMedia.audioIn,
  deviceMedia.audioOut,
  deviceOverlay.overlay,
  deviceVideoSource.videoSource,
]

export const pictureAndSound: Scenario = {
  section: 'device management: snapshots, sound, overlays and sources of a channel',
  async run(caller) {
    await snapshots(caller)
    await sound(caller)
    await overlay(caller)
    await videoSource(caller)
    const params = { puid: onlineOf(caller, Kind.bodyCamera), index: 0 }
    for (const operation of READS) {
      await caller.refused(operation, { params: { ...params, index: 9 } }, 2)
      await caller.refused(operation, { params: { ...params, puid: NO_DEVICE } }, 2)
    }
    await whileOffline(caller, params.puid, async () => {
      for (const operation of READS) await caller.refused(operation, { params }, 5)
    })
    const operator = await caller.as(OPERATOR)
    await operator.ok(deviceMedia.audioOut, { params })
    await operator.refused(deviceMedia.setAudioOut, { params, body: { volume: 1 } }, 16)
  },
}

async function snapshots(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.bodyCamera), index: 0 }
  const { data: before } = await caller.ok(deviceMedia.snapshot, { params })
  const { imageSizeAll, ...settings } = before
  expect(imageSizeAll[before.imageSizeIndex]?.Width).toBeGreaterThan(0)
  const body = { ...settings, imageSizeIndex: 0, quality: 55, count: 5, maxCount: 0 }
  await caller.ok(deviceMedia.setSnapshot, { params, body })
  const { data: after } = await caller.ok(deviceMedia.snapshot, { params })
  expect(after).toEqual({ imageSizeAll, ...body })
  await caller.refused(deviceMedia.setSnapshot, { params, body: { ...body, imageSizeIndex: 99 } }, 4)
}

async function sound(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.vehicle), index: 0 }
  const { data: before } = await caller.ok(deviceMedia.audioIn, { params })
  const body = { volume: 33, vq: { enableNoise: true, noiseLevelIndex: 0 }, enableHalfDuplex: true }
  await caller.ok(deviceMedia.setAudioIn, { params, body })
  const { data: after } = await caller.ok(deviceMedia.audioIn, { params })
  expect(after).toEqual({ ...body, vq: { ...body.vq, noiseLevel: before.vq.noiseLevel } })
  await caller.ok(deviceMedia.setAudioOut, { params, body: { volume: 12 } })
  const { data: out } = await caller.ok(deviceMedia.audioOut, { params })
  expect(out).toEqual({ volume: 12 })
  const noise = { ...body, vq: { enableNoise: true, noiseLevelIndex: 99 } }
  await caller.refused(deviceMedia.setAudioIn, { params, body: noise }, 4)
  // A channel that only shows, and one that cannot talk.
  await caller.refused(deviceMedia.audioIn, { params: { ...params, index: 3 } }, 8)
  await caller.refused(deviceMedia.audioOut, { params: { ...params, index: 1 } }, 8)
}

async function overlay(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.helmet), index: 0 }
  const { data: before } = await caller.ok(deviceOverlay.overlay, { params })
  const time = { ...before.time, format: 9 as const, splitChar: '.' }
  const body = { ...before, title: { ...before.title, title: 'Gate 4' }, time }
  await caller.ok(deviceOverlay.setOverlay, { params, body })
  const { data: after } = await caller.ok(deviceOverlay.overlay, { params })
  expect(after).toEqual(body)
  await caller.refused(deviceOverlay.setOverlay, { params, body: { ...body, time: { ...time, splitChar: '' } } }, 4)
}

async function videoSource(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.vehicle), index: 0 }
  const source = async () => (await caller.ok(deviceVideoSource.videoSource, { params })).data
  const before = await source()
  expect(before.videoSourceTypeList).toContain(before.curVideoSourceType)
  const { ipConfig } = before
  if (!ipConfig) throw new Error('the vehicle takes no network cameras')
  const looking = { ...before, ipConfig: { ...ipConfig, enable: true } }
  await caller.ok(deviceVideoSource.setVideoSource, { params, body: looking })
  caller.simulator.control.advance({ seconds: 6 })
  const found = (await source()).ipConfig?.ipFindList ?? []
  expect(found.length).toBeGreaterThan(0)
  const ipConnectList = found.slice(0, 1).map((camera) => ({ ...camera, enable: true }))
  const body = {
    ...before,
    curVideoSourceType: 'IP' as const,
    ipConfig: { ...looking.ipConfig, ipConnectList, ipFindList: [] },
  }
  await caller.ok(deviceVideoSource.setVideoSource, { params, body })
  const after = await source()
  expect(after.curVideoSourceType).toBe('IP')
  expect(after.ipConfig?.ipConnectList).toMatchObject([{ enable: true, status: 1 }])
  expect(after.ipConfig?.ipFindList).toHaveLength(found.length - 1)
  const worn = { puid: onlineOf(caller, Kind.bodyCamera), index: 0 }
  await caller.refused(deviceVideoSource.setVideoSource, { params: worn, body }, 8)
}
