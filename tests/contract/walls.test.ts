import { describe, expect, it } from 'vitest'
import type { Host } from '../../electron/core/host.ts'
import { openDesk, record } from '../support/desk.ts'
import { until } from '../support/until.ts'

const GATE = 'aaaaaaaa'
const YARD = 'bbbbbbbb'

/** A host with windows, one monitor and a screen that can be kept awake. */
function wallHost() {
  const told: string[] = []
  const host: Partial<Host> = {
    capabilities: {
      ...{ notifications: false, badge: false, flash: false, dialogs: false, powerEvents: false, files: false },
      keys: false,
      windows: true,
      keepAwake: true,
    },
    monitors: () => Promise.resolve([{ number: 1, name: 'DP-1', width: 1920, height: 1080, isPrimary: true }]),
    openWindow: (route, wish) => Promise.resolve(void told.push(`open ${route} ${JSON.stringify(wish)}`)),
    keepAwake: (on) => Promise.resolve(void told.push(`awake ${on}`)),
    leaveKiosk: () => Promise.resolve(void told.push('leave')),
  }
  return { host, told }
}

describe('windows of one layout', () => {
  it('claim it, tell the others, and give it back when they end', async () => {
    const desk = await openDesk()
    const changes = record(desk.client, 'walls.changed')
    const wall = desk.window()
    const { claimId } = await wall.walls.claim({ layoutId: GATE })
    await wall.walls.claim({ layoutId: YARD })
    expect((await desk.client.walls.state({})).claims).toEqual([GATE, YARD])
    const recalls = record(wall, 'walls.recalled')
    await desk.client.walls.recall({ layoutId: GATE })
    await until('the window is asked back', () => recalls.length === 1)
    expect(recalls).toEqual([{ claimId }])
    expect((await desk.client.walls.state({})).claims).toEqual([YARD])
    wall.close()
    await until('the end of the window', () => changes.at(-1)?.claims.length === 0)
  })

  it('one layout has one window: the younger one recalls the older one', async () => {
    const desk = await openDesk()
    const [older, younger] = [desk.window(), desk.window()]
    const { claimId } = await older.walls.claim({ layoutId: GATE })
    const recalls = record(older, 'walls.recalled')
    await younger.walls.claim({ layoutId: GATE })
    await until('the older one is recalled', () => recalls.length === 1)
    expect(recalls).toEqual([{ claimId }])
    older.close()
    // After a new sign-in it claims again what it shows, and is not sent away by itself.
    const own = record(younger, 'walls.recalled')
    await younger.walls.claim({ layoutId: GATE })
    expect((await younger.walls.state({})).claims).toEqual([GATE])
    expect(own).toEqual([])
  })

  it('are opened by the host on a monitor it knows', async () => {
    const { host, told } = wallHost()
    const { client } = await openDesk({ host })
    expect(await client.walls.state({})).toMatchObject({ opensWindows: true, monitors: [{ number: 1, name: 'DP-1' }] })
    await client.walls.open({ layoutId: GATE, monitor: 1 })
    await client.walls.open({ layoutId: GATE })
    await expect(client.walls.open({ layoutId: GATE, monitor: 2 })).rejects.toMatchObject({ code: 'not-found' })
    await expect(client.walls.open({ layoutId: '../x' })).rejects.toMatchObject({ code: 'bad-input' })
    await client.walls.leaveKiosk({})
    expect(told).toEqual([`open /wall?id=${GATE} {"monitor":1}`, `open /wall?id=${GATE} {}`, 'leave'])
  })

  it('keep the screen awake as long as any of them has pictures', async () => {
    const { host, told } = wallHost()
    const desk = await openDesk({ host })
    const [one, other] = [desk.window(), desk.window()]
    await one.walls.keepAwake({ on: true })
    await one.walls.keepAwake({ on: true })
    await other.walls.keepAwake({ on: true })
    await one.walls.keepAwake({ on: false })
    expect(told).toEqual(['awake true'])
    // A window that crashes lets go, too.
    other.close()
    await until('the screen may go dark', () => told.at(-1) === 'awake false')
    await one.walls.keepAwake({ on: true })
    expect(told).toEqual(['awake true', 'awake false', 'awake true'])
  })

  it('are refused by a host without windows', async () => {
    const { client } = await openDesk()
    expect(await client.walls.state({})).toEqual({ claims: [], opensWindows: false, monitors: [] })
    await expect(client.walls.open({ layoutId: GATE })).rejects.toMatchObject({ code: 'unsupported' })
    await expect(client.walls.leaveKiosk({})).rejects.toMatchObject({ code: 'unsupported' })
    await client.walls.keepAwake({ on: true })
  })
})
