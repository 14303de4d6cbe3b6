import { describe, expect, it } from 'vitest'
import { Microphone } from '../../../../renderer/features/voice/microphone.ts'
import { AppError } from '../../../../shared/errors.ts'
import { until } from '../../../support/until.ts'
import { SmallTrack } from './small-track.ts'

/** A machine with one microphone at a time; `plugged` undefined: none. */
function machine() {
  const opened: SmallTrack[] = []
  const world = { plugged: 'desk' as string | undefined, nowMs: 0, meters: 0 }
  const microphone = new Microphone({
    open: async () => {
      await Promise.resolve()
      if (!world.plugged) throw new AppError('microphone', { reason: 'NotFoundError' })
      const track = new SmallTrack(world.plugged)
      opened.push(track)
      return track.asTrack
    },
    meter: () => {
      world.meters += 1
      return { level: () => 0.5, close: () => void (world.meters -= 1) }
    },
    now: () => world.nowMs,
  })
  return { world, opened, microphone }
}

const nameOf = (track: MediaStreamTrack): string => (track as unknown as SmallTrack).name

describe('the microphone', () => {
  it('is opened once for all, each with a track of its own, and closed with the last', async () => {
    const { world, opened, microphone } = machine()
    const [talk, test] = await Promise.all([microphone.acquire('talk'), microphone.acquire('test')])
    expect(opened).toHaveLength(1)
    expect(microphone.owners).toEqual(['talk', 'test'])
    expect(talk.level()).toBe(0.5)
    talk.track.enabled = false
    expect(test.track.enabled).toBe(true)
    talk.release()
    talk.release()
    expect(talk.track.readyState).toBe('ended')
    expect([test.track.readyState, opened[0]?.readyState]).toEqual(['live', 'live'])
    test.release()
    await until('closed', () => opened[0]?.readyState === 'ended')
    expect(world.meters).toBe(0)
    expect(microphone.level()).toBeUndefined()
  })

  it('that is given back while it opens is closed as soon as it is open', async () => {
    const { world, opened, microphone } = machine()
    const first = microphone.acquire('talk')
    const second = microphone.acquire('test')
    ;(await first).release()
    ;(await second).release()
    await until('closed', () => opened[0]?.readyState === 'ended')
    expect([microphone.owners, world.meters]).toEqual([[], 0])
  })

  it('that is refused leaves nobody behind, and is asked for anew the next time', async () => {
    const { world, microphone } = machine()
    world.plugged = undefined
    await expect(microphone.acquire('talk')).rejects.toMatchObject({ code: 'microphone' })
    expect(microphone.owners).toEqual([])
    world.plugged = 'headset'
    expect(nameOf((await microphone.acquire('talk')).track)).toBe('headset')
  })

  it('that is pulled out gives way to another, muted as the track before was', async () => {
    const { world, opened, microphone } = machine()
    const use = await microphone.acquire('talk')
    use.track.enabled = false
    const tracks: string[] = []
    use.onTrack((track) => tracks.push(nameOf(track)))
    world.nowMs = 60_000
    world.plugged = 'built in'
    opened[0]?.unplug()
    await until('another', () => tracks.length === 1)
    expect(tracks).toEqual(['built in'])
    expect([use.track.enabled, use.track.readyState, world.meters]).toEqual([false, 'live', 1])
  })

  it('that is the last says so to all who have it', async () => {
    const { world, opened, microphone } = machine()
    const use = await microphone.acquire('talk')
    const lost: string[] = []
    use.onLost(({ details }) => lost.push(details.reason ?? ''))
    world.nowMs = 60_000
    world.plugged = undefined
    opened[0]?.unplug()
    await until('lost', () => lost.length === 1)
    expect([lost, microphone.owners, world.meters]).toEqual([['NotFoundError'], [], 0])
  })

  it('that ends as soon as it is opened is not opened for ever', async () => {
    const { opened, microphone } = machine()
    const use = await microphone.acquire('talk')
    let isLost = false
    use.onLost(() => (isLost = true))
    opened[0]?.unplug()
    expect([isLost, microphone.owners, opened.length]).toEqual([true, [], 1])
  })

  it('chosen anew twice while the first opens ends with the last alone', async () => {
    const { world, opened, microphone } = machine()
    const use = await microphone.acquire('talk')
    world.plugged = 'second'
    const first = microphone.reopen()
    world.plugged = 'third'
    await Promise.all([first, microphone.reopen()])
    await until('one is open', () => opened.filter(({ readyState }) => readyState === 'live').length === 1)
    expect([nameOf(use.track), use.track.readyState, world.meters]).toEqual(['third', 'live', 1])
  })
})
