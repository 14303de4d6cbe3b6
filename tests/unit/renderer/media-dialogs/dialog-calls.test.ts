/** What the page asks, of the real core and the simulator. */
import { describe, expect, it } from 'vitest'
import { dialogCalls, isWhole } from '../../../../renderer/features/media-dialogs/dialog-calls.ts'
import { openDesk } from '../../../support/desk.ts'
import { openViewer } from '../../../support/offer.ts'
import { openPlatform } from '../../../support/platform.ts'

async function withDialogs(count: number) {
  const platform = await openPlatform()
  const desk = await openDesk()
  await desk.signIn(await desk.site(platform.url))
  const devices = platform.fleet().devices.filter(({ online, channels }) => online && channels.length > 0)
  const targets = devices.slice(0, count).map(({ id, channels }) => ({ puid: id, index: channels[0]?.index ?? 0 }))
  const window = desk.window()
  for (const [at, target] of targets.entries()) {
    const { offer: sdp } = await openViewer()
    await (at === 0 ? desk.client : window).live.open({ ...target, sdp })
  }
  return { platform, targets, calls: dialogCalls(desk.client) }
}

describe('asking for dialogs', () => {
  it('turns pages, narrows, knows those of this window, and closes', async () => {
    const { platform, targets, calls } = await withDialogs(3)
    const pages = await Promise.all([0, 1, 2].map((page) => calls.list({ page, pageSize: 1, filter: {} })))
    expect(pages.map(({ lines }) => lines.length)).toEqual([1, 1, 1])
    expect(pages[0]?.page).toEqual({ page: 0, pageSize: 1, totalCount: 3 })
    expect(isWhole(pages[0]!.page, 1)).toBe(false)
    const all = await calls.list({ page: 0, pageSize: 500, filter: {} })
    expect(all.lines.map(({ device }) => device)).toEqual(targets.map(({ puid }) => puid))
    expect([...all.own]).toEqual([all.lines[0]?.key])
    expect(all.sent).toBeTypeOf('number')
    const [first] = all.lines
    const narrowed = await calls.list({ page: 0, pageSize: 500, filter: { deviceID: targets[1]!.puid } })
    expect(narrowed.lines.map(({ device }) => device)).toEqual([targets[1]?.puid])
    expect((await calls.list({ page: 0, pageSize: 500, filter: { proto: 'bvrtc' } })).lines).toEqual([])
    expect((await calls.info(first!.key)).requester?.objId).toBe('admin')

    await calls.close(first!.key)
    expect(platform.seen().dialogs.map(({ id }) => id)).not.toContain(first!.key)
    // Somebody else was faster: it is closed all the same.
    await calls.close(first!.key)
    platform.control.refuse({ operation: 'dialog.close', code: 16 })
    await expect(calls.close(all.lines[1]!.key)).rejects.toMatchObject({ details: { platformCode: 16 } })
  })
})
