import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  readWallArguments,
  requireLayout,
  wallArgumentsOf,
  wallRoute,
} from '../../../../../electron/host/common/wall-arguments.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

describe('the arguments of a wall', () => {
  it('are a name, a monitor and whether it is a kiosk', () => {
    expect(readWallArguments({ kiosk: false })).toBeUndefined()
    expect(readWallArguments({ wall: ' North gate ' })).toEqual({ name: 'North gate', kiosk: false })
    expect(readWallArguments({ wall: 'N', monitor: '2', kiosk: true })).toEqual({ name: 'N', monitor: 2, kiosk: true })
  })

  it.each([
    [{ wall: '  ' }, 'name of a layout'],
    [{ wall: 'N', monitor: '0' }, 'a number from 1, not "0"'],
    [{ wall: 'N', monitor: 'left' }, 'a number from 1, not "left"'],
    [{ monitor: '1' }, 'need --wall'],
    [{ kiosk: true }, 'need --wall'],
  ])('say what is wrong with %j', (given, words) => {
    expect(() => readWallArguments(given)).toThrow(words)
  })

  it('are found among those of others', () => {
    const argv = ['--no-sandbox', '/program', '--wall', 'Nord & Süd', '--monitor=2', '--inspect=9229']
    expect(wallArgumentsOf(argv)).toEqual({ name: 'Nord & Süd', monitor: 2, kiosk: false })
    expect(wallArgumentsOf(['/program', '--wall=N', '--kiosk'])).toEqual({ name: 'N', kiosk: true })
    expect(wallArgumentsOf(['/program', '--no-sandbox'])).toBeUndefined()
    expect(() => wallArgumentsOf(['/program', '--wall'])).toThrow('name of a layout')
  })

  it('lead to the page of one layout', () => {
    const route = wallRoute({ name: '北门 & 1', kiosk: true })
    expect([...new URL(route, 'http://a').searchParams]).toEqual([
      ['name', '北门 & 1'],
      ['kiosk', '1'],
    ])
  })

  it('name the layouts there are when the wanted one is not among them', () => {
    const folder = tempFolder()
    expect(() => requireLayout({ name: 'North', kiosk: false }, folder)).toThrow('none is kept on this computer yet')
    const write = (account: string, text: string): void => {
      mkdirSync(path.join(folder, 'accounts/site', account), { recursive: true })
      writeFileSync(path.join(folder, 'accounts/site', account, 'settings.json'), text)
    }
    write('a', JSON.stringify({ 'live.layouts.aaaaaaaa': { name: 'North' }, 'live.layouts': {}, x: { name: 'X' } }))
    write('b', JSON.stringify({ 'live.layouts.bbbbbbbb': { name: 'Gate' }, 'live.layouts.cccccccc': null }))
    write('c', '{ damaged')
    requireLayout({ name: 'nORTH', kiosk: false }, folder)
    expect(() => requireLayout({ name: 'X', kiosk: false }, folder)).toThrow(
      'There is no layout "X". There are: "Gate", "North".',
    )
  })
})
