import { describe, expect, it } from 'vitest'
import { TIMINGS, type Timings } from '../../electron/core/platform/timings.ts'
import type { PtzReservation } from '../../shared/contract/ptz.ts'
import { liveAlarmDesk } from '../support/alarms.ts'
import { sharedGroup } from '../support/chat.ts'
import { record, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

/** As they stand in the program. */
const STANDS_MS = TIMINGS.ptzReserveMs

async function twoDesks(timings: Partial<Timings> = {}) {
  const platform = await openPlatform()
  const [desk, other] = [
    await liveAlarmDesk(platform, 'admin', { timings }),
    await liveAlarmDesk(platform, 'operator', { timings }),
  ]
  const device = platform
    .fleet()
    .devices.find(({ online, channels }) => online && channels.some(({ ptz }) => ptz >= 0))!
  const camera = { puid: device.id, index: device.channels.find(({ ptz }) => ptz >= 0)!.ptz }
  const group = await until('a group', () => sharedGroup(desk, other).catch(() => undefined))
  const choose = async () => {
    for (const { client } of [desk, other])
      await client.settings.write({ scope: 'account', key: 'alarms.claimGroup', value: group.id })
  }
  return { platform, desk, other, camera, choose }
}

const standing = async ({ client }: Desk): Promise<PtzReservation[]> => (await client.ptz.reservations({})).reservations

describe('a reservation', () => {
  it('reaches the other desks, passes on, is given back, and keeps nobody from moving', async () => {
    const { platform, desk, other, camera, choose } = await twoDesks()
    await expect(desk.client.ptz.reserve({ ...camera, reserved: true })).rejects.toMatchObject({ code: 'not-found' })
    await choose()
    const told = record(other.client, 'ptz.reservationsChanged')
    const before = Date.now()
    await desk.client.ptz.reserve({ ...camera, reserved: true })
    expect(await standing(desk)).toMatchObject([{ ...camera, by: 'admin', mine: true }])
    await until('told', () => told.at(-1)?.reservations[0]?.by === 'admin')
    const [heard] = told.at(-1)!.reservations
    expect(heard).toMatchObject({ ...camera, byName: '系统管理员 / Administrator', mine: false })
    expect(heard!.until - before).toBeGreaterThan(STANDS_MS - 60_000)
    expect(heard!.until - before).toBeLessThan(STANDS_MS + 60_000)
    // Neither alarms nor their claims know of it.
    expect(await other.client.alarms.claims({})).toEqual([])

    await other.client.ptz.move({ ...camera, operate: 'left', hSpeed: 20, vSpeed: 20 })
    await other.client.ptz.stop(camera)
    await other.client.ptz.reserve({ ...camera, reserved: true })
    await until('taken over', async () => (await standing(desk))[0]?.by === 'operator')
    // Giving back what somebody else has by now says nothing.
    await desk.client.ptz.reserve({ ...camera, reserved: false })
    expect(await standing(desk)).toMatchObject([{ by: 'operator' }])
    await other.client.ptz.reserve({ ...camera, reserved: false })
    await until('given back', async () => (await standing(desk)).length === 0)
    expect(told.at(-1)?.reservations).toEqual([])
    expect(platform.seen().violations).toEqual([])
  })

  it('falls by itself, but stands on while its desk moves the camera', async () => {
    const { desk, other, camera, choose } = await twoDesks({ ptzReserveMs: 3_000 })
    await choose()
    const told = record(other.client, 'ptz.reservationsChanged')
    await desk.client.ptz.reserve({ ...camera, reserved: true })
    const { until: first } = (await standing(desk))[0]!
    const move = { ...camera, operate: 'left', hSpeed: 20, vSpeed: 20 } as const
    // Moved by another desk, or early: no reason to say it again.
    await other.client.ptz.move(move)
    await desk.client.ptz.move(move)
    await until('half of it is over', () => Date.now() > first - 1_400)
    expect(told.length).toBe(1)
    await desk.client.ptz.move(move)
    await until('said again', async () => ((await standing(other))[0]?.until ?? 0) > first)
    await until('over', () => told.at(-1)?.reservations.length === 0)
    expect(Date.now()).toBeGreaterThan(first + 500)
    await until('over here too', async () => (await standing(desk)).length === 0)
  })

  it('that was said while a desk was away is there when it is back', async () => {
    const { desk, other, camera, choose } = await twoDesks()
    await choose()
    await other.client.session.signOut({})
    await desk.client.ptz.reserve({ ...camera, reserved: true })
    await other.signIn((await other.client.sites.list({})).sites[0]!, 'operator', 'Watch-2026')
    await until('known', async () => (await standing(other).catch(() => []))[0]?.by === 'admin')
  })
})
