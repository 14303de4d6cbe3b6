import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../shared/platform/alarm.ts'
import { inState, liveAlarmDesk, onlineDevice, storedAlarms } from '../support/alarms.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

/** Reads RFC 4180: quoted fields may hold commas, quotes and line breaks. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('the table in a file', () => {
  it('has every alarm of the filter, safe for spreadsheets, in both languages, never over another one', async () => {
    const platform = await openPlatform({ devices: 300 })
    const desk = await liveAlarmDesk(platform)
    const device = onlineDevice(platform)
    const description = '=HYPERLINK("http://x"), "two"\nlines'
    const { key } = platform.control.alarm({ device: device.id, description, lat: -12.5, lng: 3 })
    await inState(desk, key, AlarmState.active)
    await desk.client.alarms.handle({ keys: [key], status: AlarmState.released, note: '+1' })
    const alarms = await storedAlarms(desk)
    const first = await desk.client.alarms.exportCsv({ filter: {}, language: 'en' })
    expect(first?.alarms).toBe(alarms.length)
    expect(path.dirname(first?.path ?? '')).toBe(path.join(desk.folder, 'exports'))
    const text = readFileSync(first?.path ?? '', 'utf8')
    expect(text.startsWith('\ufeffTime,Type,')).toBe(true)
    const [head, ...rows] = parseCsv(text.slice(1))
    expect(rows).toHaveLength(alarms.length)
    expect(rows.map((row) => row.at(-1))).toEqual(alarms.map((alarm) => alarm.key))
    const row = Object.fromEntries((head ?? []).map((name, index) => [name, rows[0]?.[index]]))
    expect(row).toMatchObject({
      Type: 'SOS',
      Level: 'Critical',
      State: 'Released',
      Device: device.name,
      Description: `'${description}`,
      Latitude: '-12.5',
      'Handled by': '系统管理员 / Administrator',
      Note: "'+1",
    })
    const second = await desk.client.alarms.exportCsv({
      filter: { types: [AlarmType.sos], text: 'hyperlink' },
      language: 'zh-CN',
    })
    expect(second?.alarms).toBe(1)
    expect(readFileSync(second?.path ?? '', 'utf8')).toContain('已解除')
    const third = await desk.client.alarms.exportCsv({ filter: {}, language: 'en' })
    expect(third?.path).not.toBe(first?.path)
  })

  it('goes where the operator says, or nowhere when they give up', async () => {
    const platform = await openPlatform()
    const folder = tempFolder()
    const answers = [path.join(folder, 'mine.csv'), undefined, path.join(folder, 'missing', 'x.csv')]
    const names: string[] = []
    const desk = await liveAlarmDesk(platform, 'admin', {
      host: {
        capabilities: {
          notifications: false,
          badge: false,
          flash: false,
          dialogs: true,
          windows: false,
          powerEvents: false,
          files: false,
          keepAwake: false,
          keys: false,
        },
        chooseSavePath: ({ suggestedName }) => {
          names.push(suggestedName)
          return Promise.resolve(answers.shift())
        },
      },
    })
    const input = { filter: {}, language: 'en' as const }
    expect(await desk.client.alarms.exportCsv(input)).toMatchObject({ path: path.join(folder, 'mine.csv') })
    expect(names[0]).toMatch(/^alarms \d{4}-\d\d-\d\d\.csv$/)
    expect(await desk.client.alarms.exportCsv(input)).toBeNull()
    await expect(desk.client.alarms.exportCsv(input)).rejects.toMatchObject({ code: 'disk' })
  })
})

describe('the report in a file', () => {
  it('has every row, names safe for spreadsheets, times in seconds', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    const device = onlineDevice(platform)
    await desk.client.platform.call({ operation: 'device.change', params: { puid: device.id }, body: { name: '=1+1' } })
    await desk.client.fleet.refresh({})
    const { key } = platform.control.alarm({ device: device.id, type: AlarmType.motion })
    await inState(desk, key, AlarmState.active)
    await desk.client.alarms.handle({ keys: [key], status: AlarmState.released })
    const range = { from: 0, to: Date.now() + 60_000 }
    const rows = await until('the new name', async () => {
      const report = await desk.client.alarms.report({ by: 'device', ...range })
      return report.some(({ key: id, name }) => id === device.id && name === '=1+1') && report
    })
    const written = await desk.client.alarms.exportReport({ by: 'device', ...range, language: 'en' })
    expect(written?.rows).toBe(rows.length)
    const [head, ...lines] = parseCsv(readFileSync(written?.path ?? '', 'utf8').slice(1))
    expect(head?.slice(0, 3)).toEqual(['Device', 'ID', 'Alarms'])
    expect(lines.map((line) => line[1])).toEqual(rows.map((row) => row.key))
    const row = rows.find((other) => other.key === device.id)
    const line = lines.find((other) => other[1] === device.id)
    expect(line?.slice(0, 5)).toEqual(["'=1+1", device.id, ...[row?.count, row?.active, row?.released].map(String)])
    expect(Number(line?.[7])).toBe(Math.round((row?.handledMedianMs ?? -1) / 1000))
    const types = await desk.client.alarms.exportReport({ by: 'type', ...range, language: 'zh-CN' })
    expect(readFileSync(types?.path ?? '', 'utf8')).toMatch(/^\ufeff类型,ID,报警数/)
  })
})

describe('bundles and the report', () => {
  it('are those of the store', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    const device = onlineDevice(platform)
    const keys = Array.from(
      { length: 7 },
      () => platform.control.alarm({ device: device.id, type: AlarmType.motion }).key,
    )
    await inState(desk, keys[6]!, AlarmState.active)
    const filter = { types: [AlarmType.motion], devices: [device.id] }
    const { bundles } = await desk.client.alarms.bundles({ filter, limit: 10, windowMs: 60_000 })
    expect(bundles[0]).toMatchObject({ count: 7, active: 7, unseen: 7, newest: { device: { name: device.name } } })
    const members = await desk.client.alarms.bundleKeys({ key: keys[3]!, windowMs: 60_000 })
    expect(members.toSorted()).toEqual(keys.toSorted())
    await desk.client.alarms.handle({ keys: members, status: AlarmState.ignored })
    const range = { from: Date.now() - 60_000, to: Date.now() + 60_000 }
    const report = await desk.client.alarms.report({ by: 'device', ...range })
    const row = report.find((other) => other.key === device.id)
    expect(row).toMatchObject({ name: device.name, ignored: 7 })
    expect(row?.handledMedianMs).toBeLessThan(60_000)
  })
})
