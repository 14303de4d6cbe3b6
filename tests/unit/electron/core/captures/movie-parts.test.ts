/** Frames into files, as streams bring them when they are not what they should be. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { MovieFile } from '../../../../../electron/core/captures/movie-file.ts'
import { MovieParts, type PartLimits } from '../../../../../electron/core/captures/movie-parts.ts'
import { soundFormat } from '../../../../../electron/core/captures/sound-format.ts'
import type { AppError } from '../../../../../shared/errors.ts'
import type { AnswerSection } from '../../../../../shared/media/answer.ts'
import { MediaFlag, MediaKind } from '../../../../../shared/media/media-message.ts'
import { parseScene } from '../../../../simulator/media/scene.ts'
import { tracksOf } from '../../../../support/movie-tracks.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const scene = parseScene('street', readFileSync(new URL('../../../../simulator/fixtures/street.h264', import.meta.url)))
const START = Buffer.from([0, 0, 0, 1])
/** As the receiver hands them over, with start codes. */
const units = scene.pictures.map(({ slice }, at) => ({
  isKey: scene.keys.includes(at),
  unit: Buffer.concat(
    [...(scene.keys.includes(at) ? [scene.sps, scene.pps] : []), slice].flatMap((nal) => [START, nal]),
  ),
}))

const section = (codec: string, clock: number): AnswerSection => ({
  ...{ kind: 'audio', direction: 'recvonly', ssrc: 1, codec, clock, channels: 1, kilobitsPerSecond: undefined },
  parameters: new Map(),
})

function recorded(codec = 'PCMA', clock = 8000, limits: Partial<PartLimits> = {}) {
  const folder = tempFolder()
  const files: { path: string; seconds: number }[] = []
  const errors: AppError[] = []
  let made = 0
  const parts = new MovieParts({
    ...{ codec: 'H264', sound: soundFormat(section(codec, clock)) },
    limits: { ms: 60_000, bytes: 1e9, ...limits },
    create: (sound) => MovieFile.create(path.join(folder, `${++made}.mov`), 'H264', sound),
    onFile: async (_file, seconds) => void files.push({ path: path.join(folder, `${made}.mov`), seconds }),
    onFailed: (error) => errors.push(error),
  })
  /** Picture `at` of the scene; times in ms. */
  const picture = (at: number, mediaMs: number, { timeline = 0, receivedMs = mediaMs } = {}): void => {
    const { unit, isKey } = units[at % units.length]!
    const flags = isKey ? MediaFlag.key : 0
    parts.frame({ kind: MediaKind.video, flags, timeline, mediaUs: mediaMs * 1000, senderMs: NaN, receivedMs }, unit)
  }
  const sound = (mediaMs: number, bytes = 160, timeline = 0): void => {
    const head = { kind: MediaKind.audio, flags: 0, timeline, mediaUs: mediaMs * 1000, senderMs: NaN }
    parts.frame({ ...head, receivedMs: mediaMs }, new Uint8Array(bytes).fill(0x11))
  }
  return { parts, files, errors, picture, sound }
}

const gaps = (times: readonly number[]) => times.slice(1).map((time, at) => Math.round((time - times[at]!) * 1000))

describe('sound', () => {
  it('of telephones that pauses or ends becomes silence of that length: pictures do not wait for it', async () => {
    const { parts, files, picture, sound } = recorded()
    for (let at = 0; at < 200; at++) {
      picture(at, at * 40)
      // Heard in the first second, and in the third.
      if (at < 25 || (at >= 50 && at < 75)) for (const ms of [0, 20]) sound(at * 40 + ms)
    }
    await parts.finish()
    const { video, audio } = await tracksOf(files[0]!.path)
    expect(video.times).toHaveLength(200)
    expect(new Set(gaps(video.times))).toEqual(new Set([40]))
    // 7.96 s of pictures, of which the sound is at most half a second short.
    expect(audio!.bytes / 8000).toBeGreaterThan(7.4)
    const frames = gaps(audio!.times)
    expect(frames.filter((gap) => gap === 20).length).toBeGreaterThanOrEqual(98)
    expect(audio!.times.filter((time) => time >= 2 && time < 3)).toHaveLength(50)
  })

  it('that cannot be made of nothing ends its file’s, and comes back with the next one', async () => {
    const { parts, files, picture, sound } = recorded('AAC', 16_000, {})
    for (let at = 0; at < 250; at++) {
      picture(at, at * 40)
      if ((at < 10 || at >= 150) && at % 2 === 0) sound(at * 40, 200)
    }
    await parts.finish()
    expect(files).toHaveLength(2)
    const [one, other] = [await tracksOf(files[0]!.path), await tracksOf(files[1]!.path)]
    expect(one.video.times.length + other.video.times.length).toBe(250)
    expect(one.audio!.times.at(-1)).toBeLessThan(1)
    expect(other.video.times[0]).toBe(0)
    expect(other.audio!.times.length).toBeGreaterThan(20)
  })

  it('from before the first picture is left out', async () => {
    const { parts, files, picture, sound } = recorded()
    for (let ms = 0; ms < 1000; ms += 20) sound(ms)
    for (let at = 0; at < 50; at++) {
      picture(at, 1000 + at * 40)
      for (const ms of [-20, 0]) sound(1000 + at * 40 + ms)
    }
    await parts.finish()
    const { audio } = await tracksOf(files[0]!.path)
    expect(audio!.times[0]).toBe(0)
    expect(audio!.bytes / 160).toBeLessThanOrEqual(99)
  })
})

describe('time', () => {
  it('goes on from the last picture by the time of arrival when the line of the stream moves', async () => {
    const { parts, files, picture, sound } = recorded()
    for (let at = 0; at < 50; at++) picture(at, at * 40)
    // The sender's clock becomes known: another line, years away.
    for (let at = 50; at < 100; at++) {
      picture(at, 1.7e12 + at * 40, { timeline: 1, receivedMs: at * 40 })
      for (const ms of [0, 20]) sound(1.7e12 + at * 40 + ms, 160, 1)
    }
    await parts.finish()
    expect(files).toHaveLength(1)
    const { video, audio } = await tracksOf(files[0]!.path)
    expect(new Set(gaps(video.times))).toEqual(new Set([40]))
    expect(audio!.bytes / 8000).toBeCloseTo(4, 0)
  })

  it('that runs backwards loses no picture', async () => {
    const { parts, files, picture } = recorded()
    for (let at = 0; at < 50; at++) picture(at, at < 25 ? at * 40 : at * 40 - 500)
    await parts.finish()
    const { video } = await tracksOf(files[0]!.path)
    expect(video.times).toHaveLength(50)
    expect(gaps(video.times).every((gap) => gap >= 1)).toBe(true)
  })
})

describe('files', () => {
  it('are split by size too, and begin with the first key frame', async () => {
    const { parts, files, picture } = recorded('PCMA', 8000, { bytes: 100_000 })
    // Not with what cannot be decoded.
    for (let at = 3; at < 250; at++) picture(at, at * 40)
    await parts.finish()
    expect(files.length).toBeGreaterThan(1)
    let pictures = 0
    for (const file of files) {
      const { video } = await tracksOf(file.path)
      expect(video.times[0]).toBe(0)
      pictures += video.times.length
    }
    expect(pictures).toBe(250 - scene.keys.find((key) => key >= 3)!)
  })

  it('that cannot be made fail with the code of the disk, told once', async () => {
    const errors: AppError[] = []
    const missing = path.join(tempFolder(), 'not', 'there')
    const parts = new MovieParts({
      ...{ codec: 'H264', sound: undefined, limits: { ms: 1, bytes: 1 } },
      create: (sound) => MovieFile.create(path.join(missing, 'a'), 'H264', sound),
      onFile: () => Promise.resolve(),
      onFailed: (error) => errors.push(error),
    })
    const head = { kind: MediaKind.video, flags: MediaFlag.key, timeline: 0, mediaUs: 0, senderMs: NaN, receivedMs: 0 }
    for (let at = 0; at < 3; at++) parts.frame({ ...head }, units[0]!.unit)
    await parts.finish()
    expect(errors.map(({ code }) => code)).toEqual(['disk'])
  })

  it('on a disk that does not keep up fail rather than fill the memory', async () => {
    const { parts, errors } = recorded()
    const head = { kind: MediaKind.video, flags: MediaFlag.key, timeline: 0, mediaUs: 0, senderMs: NaN, receivedMs: 0 }
    const large = Buffer.concat([units[0]!.unit, Buffer.alloc(8 * 1024 * 1024, 1)])
    // All in one turn: nothing can be written meanwhile.
    for (let at = 0; at < 12; at++) parts.frame({ ...head, mediaUs: at * 40_000 }, large)
    expect(errors.map(({ code }) => code)).toEqual(['disk'])
    await parts.finish()
    expect(errors).toHaveLength(1)
  })
})
