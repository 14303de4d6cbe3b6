import path from 'node:path'
import { globSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { AlarmType } from '../../shared/platform/alarm.ts'
import { until } from '../support/until.ts'
import { alarmDesk, raise } from './support/alarms.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { onlineDevices } from './support/tree.ts'

afterAll(closeSharedBrowser)

const AWAY_MS = 72 * 60_000

describe('after a break', () => {
  it('one strip says what was missed, each line leads there, and it goes when it was seen', async () => {
    const { page, platform, serve, profile } = await alarmDesk()
    await page.mouse.move(50, 50)
    await serve.end()
    sitLongAgo(profile)
    const alarm = raise(platform, AlarmType.alarmInput)
    const gone = onlineDevices(platform, 3)[2]!
    platform.control.setOnline({ device: gone.id, online: false })

    const next = await openDesk({ profile, at: platform })
    // Whether a new window has the focus from the start is the system's to say; a hand on the mouse is a sign of life in any case.
    await next.page.mouse.move(60, 60)
    const strip = next.page.getByTestId('missed-strip')
    await strip.getByText('You were away 1 h 12 min:').waitFor({ timeout: 30_000 })
    await strip.getByTestId('missed-toggle').click()
    const line = next.page.locator(`[data-testid=missed-line][data-key="alarm ${alarm.key}"]`)
    await line.getByText('Alarm input').waitFor()
    await line.click()
    await next.page.locator(`[data-testid=alarm-card][data-key="${alarm.key}"]`).waitFor()
    expect(await strip.isVisible()).toBe(true)
    await strip.getByTestId('missed-caught-up').click()
    await until('no strip', async () => (await strip.count()) === 0)
    await next.page.reload()
    await next.page.getByTestId('shell').waitFor()
    expect(await strip.count()).toBe(0)
  })
})

/** A break of more than an hour, without waiting for it: the last sign of life is put back where the client kept it. */
function sitLongAgo(profile: string): void {
  const [file] = globSync('**/watchpost.db', { cwd: profile })
  if (!file) throw new Error('no database of an account')
  const database = new Database(path.join(profile, file))
  try {
    const { changes } = database
      .prepare("UPDATE desk_mark SET value = value - ? WHERE name = 'lastPresent'")
      .run(AWAY_MS)
    if (changes !== 1) throw new Error('nobody was at this desk')
  } finally {
    database.close()
  }
}
