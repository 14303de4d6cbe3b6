/** `npm start` on machines that have an Electron runtime, cannot have one, have a broken one, or have no display. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { until } from '../support/until.ts'
import { makeInstallation, standInProgram, type Installation } from './support/installation.ts'

const NO_RUNTIME = 'No Electron runtime can be used here: the same client opens through Chromium.'
const FAILING = 'process.exit(1)'

function start(
  { folder, environment }: Installation,
  changed: Record<string, string> = {},
  args: readonly string[] = [],
) {
  const child = spawn(process.execPath, ['--import', './electron/node-guard.js', 'electron/start.ts', ...args], {
    cwd: folder,
    env: { ...environment, ...changed },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await gone
  })
  let said = ''
  let complained = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
  return {
    lines: () => said.trim().split('\n'),
    complaints: () => complained.trim(),
    gone,
    end: () => {
      child.kill('SIGTERM')
      return gone
    },
  }
}

async function addressInWindow(installation: Installation): Promise<string> {
  const flags = await until('the window', () => {
    const all = installation.argumentsOf('browser')
    return all.length > 0 && all
  })
  return flags.find((flag) => flag.startsWith('--app='))?.slice('--app='.length) ?? ''
}

/** The page that a browser shows after it was given this address, with its cookie. */
async function pageBehind(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return await (await fetch(new URL('/', url), { headers: { cookie } })).text()
}

it('runs in Electron where the runtime is there, and ends as it does', async () => {
  const installation = makeInstallation(FAILING)
  installation.installElectron('exit 7')
  const { gone, lines } = start(installation)
  expect(await gone).toBe(7)
  expect(lines()).toEqual([''])
  expect(installation.argumentsOf('electron').at(-1)).toBe(installation.folder)
  expect(installation.argumentsOf('browser')).toEqual([])
})

it('fetches the runtime once where it is not, and uses it when it came', async () => {
  const installation = makeInstallation(`
    const { writeFileSync, mkdirSync } = require('node:fs')
    mkdirSync(__dirname + '/dist')
    writeFileSync(__dirname + '/dist/electron', '#!/bin/sh\\nexit 3\\n', { mode: 0o755 })
    writeFileSync(__dirname + '/path.txt', 'electron')`)
  const { gone, lines } = start(installation)
  expect(await gone).toBe(3)
  expect(lines()).toEqual(['Fetching the Electron runtime (once; at most two minutes) …'])
})

it('opens in the window of a browser where it cannot be had, says so in one line, and does not try again at once', async () => {
  const installation = makeInstallation(FAILING)
  const first = start(installation)
  const url = await addressInWindow(installation)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
  expect(await pageBehind(url)).toContain('<title>Watchpost</title>')
  expect(first.lines()).toEqual(['Fetching the Electron runtime (once; at most two minutes) …', NO_RUNTIME])
  expect(await first.end()).toBe(0)
  expect(existsSync(path.join(installation.folder, 'data/watchpost/no-electron-runtime'))).toBe(true)

  const second = start(installation)
  await until('the second start', () => second.lines()[0] !== '')
  expect(second.lines()).toEqual([NO_RUNTIME])
})

it('opens in the window of a browser where the runtime cannot start', async () => {
  const installation = makeInstallation(FAILING)
  // The loader's: a library of the system is missing.
  installation.installElectron('exit 127')
  const { lines } = start(installation)
  await addressInWindow(installation)
  expect(lines()).toEqual([NO_RUNTIME])
})

it('without a display names an address that opens the client', async () => {
  const installation = makeInstallation(FAILING)
  installation.installElectron('exit 0')
  const { lines } = start(installation, { DISPLAY: '' })
  const sentence = 'There is no display here; open this address in a browser of this machine: '
  const line = await until('the address', () => lines().find((text) => text.startsWith(sentence)))
  expect(await pageBehind(line.slice(sentence.length))).toContain('<title>Watchpost</title>')
  expect(installation.argumentsOf('electron')).toEqual([])
  expect(installation.argumentsOf('browser')).toEqual([])
})

it('opens a layout of the video wall on a monitor as a kiosk, or says which layouts and monitors there are', async () => {
  const installation = makeInstallation(FAILING)
  installation.installElectron('exit 127')
  const { folder } = installation
  const account = path.join(folder, 'data/watchpost/accounts/site/account')
  mkdirSync(account, { recursive: true })
  writeFileSync(path.join(account, 'settings.json'), JSON.stringify({ 'live.layouts.aaaaaaaa': { name: 'Gate' } }))
  const monitors = [' 0: +*DP-1 1920/527x1080/296+0+0  DP-1', ' 1: +DP-2 2560/600x1440/340+1920+0  DP-2']
  standInProgram(
    path.join(folder, 'bin/xrandr'),
    path.join(folder, 'xrandr-arguments'),
    `echo '${monitors.join('\n')}'`,
  )
  const screen = { PATH: `${path.join(folder, 'bin')}:${installation.environment['PATH']}` }

  const unknown = start(installation, screen, ['--wall', 'Yard'])
  expect(await unknown.gone).toBe(1)
  expect(unknown.complaints()).toBe('There is no layout "Yard". There are: "Gate".')
  const nowhere = start(installation, screen, ['--wall', 'Gate', '--monitor', '3'])
  expect(await nowhere.gone).toBe(1)
  expect(nowhere.complaints()).toBe('There is no monitor 3. There are: 1 (DP-1, 1920 × 1080), 2 (DP-2, 2560 × 1440).')

  const args = ['--wall', 'gate', '--monitor', '2', '--kiosk']
  start(installation, screen, args)
  expect(await addressInWindow(installation)).toMatch(/#\/wall\?name=gate&kiosk=1$/)
  expect(installation.argumentsOf('browser')).toEqual(
    expect.arrayContaining(['--kiosk', '--window-position=1920,0', '--window-size=2560,1440', '--ozone-platform=x11']),
  )
  // Electron was asked for the same first.
  expect(installation.argumentsOf('electron').slice(-2)).toEqual(['--wall', 'Yard'])
})
