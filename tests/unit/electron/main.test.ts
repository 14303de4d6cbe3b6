import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { electronModule, FakeWindow, resetFake, state } from './fake-electron.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'

const firstWindow = (): Promise<FakeWindow> => until('the window', () => FakeWindow.all[0])

async function start(args: readonly string[] = [], settings?: Record<string, unknown>): Promise<void> {
  // Each start runs the program's file anew, with the one stand-in this file holds.
  vi.resetModules()
  vi.doMock('electron', () => electronModule)
  state.app.userData = tempFolder()
  if (settings) {
    const account = path.join(state.app.userData, 'watchpost/accounts/site/account')
    mkdirSync(account, { recursive: true })
    writeFileSync(path.join(account, 'settings.json'), JSON.stringify(settings))
  }
  const { argv } = process
  process.argv = ['/program/watchpost', ...args]
  onTestFinished(() => void (process.argv = argv))
  const signals = ['SIGINT', 'SIGTERM', 'unhandledRejection'] as const
  const before = signals.map((name) => process.listeners(name as 'SIGINT'))
  await import('../../../electron/main.ts')
  // The program listens to the process; this process is the test's.
  state.app.once('test-end', () =>
    signals.forEach((name, at) => {
      for (const listener of process.listeners(name as 'SIGINT')) {
        if (!before[at]?.includes(listener)) process.off(name, listener)
      }
    }),
  )
}

describe('the desktop program', () => {
  beforeEach(() => {
    state.app.emit('test-end')
    resetFake()
  })

  it('sandboxes, registers its scheme and locks navigation before it is ready', async () => {
    await start()
    expect(state.app.calls).toEqual(['enableSandbox', 'switch enable-features=GlobalShortcutsPortal'])
    expect(state.schemes.map((one) => one.scheme)).toEqual(['app'])
    expect(state.app.listenerCount('web-contents-created')).toBe(1)
    expect(FakeWindow.all).toHaveLength(0)
    expect(state.protocols.size).toBe(0)
  })

  it('opens one hardened window with permissions denied by default', async () => {
    await start()
    state.app.becomeReady()
    const window = await firstWindow()
    expect(window.url).toBe('app://watchpost/')
    expect(window.options.webPreferences['preload']).toMatch(/preload\.cjs$/)
    expect(window.webContents.windowOpenHandler?.({ url: 'https://a.example/' })).toEqual({ action: 'deny' })
    expect(Object.keys(state.permissions).sort()).toEqual(['check', 'device', 'request'])
    expect([...state.protocols.keys()]).toEqual(['app'])
    expect(state.errorBoxes).toEqual([])
  })

  it('has developer tools and a menu only while it is not packaged', async () => {
    await start()
    state.app.becomeReady()
    expect((await firstWindow()).options.webPreferences['devTools']).toBe(true)
    expect(state.menu).toEqual([])
    state.app.emit('test-end')
    resetFake()
    state.app.isPackaged = true
    await start()
    state.app.becomeReady()
    expect((await firstWindow()).options.webPreferences['devTools']).toBe(false)
    expect(state.menu).toEqual([null])
  })

  it('runs once: a second start leaves and the first comes to the front', async () => {
    await start()
    state.app.becomeReady()
    const window = await firstWindow()
    window.state.minimized = true
    state.app.emit('second-instance', {}, ['/program/watchpost'])
    expect(window.calls).toEqual(['restore', 'show', 'focus'])
    state.app.emit('test-end')
    resetFake()
    state.app.isFirst = false
    await start()
    state.app.becomeReady()
    expect(state.app.calls).toContain('quit')
    expect(state.app.listenerCount('second-instance')).toBe(0)
    expect(FakeWindow.all).toHaveLength(0)
  })

  it('serves the page over the pipe and leaves cleanly', async () => {
    await start()
    state.app.becomeReady()
    const { webContents } = await firstWindow()
    const senderFrame = { parent: null, url: 'app://watchpost/' }
    webContents.ipc.emit('watchpost-pipe', { senderFrame }, '{"kind":"call","id":1,"name":"app.info","input":{}}')
    const [, text] = await until('an answer', () => webContents.sent[0])
    expect(JSON.parse(String(text))).toMatchObject({
      kind: 'value',
      id: 1,
      value: { host: 'electron', version: '9.8.7' },
    })
    let prevented = 0
    state.app.emit('will-quit', { preventDefault: () => (prevented += 1) })
    await until('the exit', () => state.app.calls.includes('exit 0'))
    expect(prevented).toBe(1)
  })

  it('opens a layout on a monitor by its command line, also when it runs already, and says what is wrong', async () => {
    await start(['--wall', 'gate', '--monitor', '1', '--kiosk'], { 'live.layouts.aaaaaaaa': { name: 'Gate' } })
    state.app.becomeReady()
    const window = await firstWindow()
    expect(window.url).toBe('app://watchpost/#/wall?name=gate&kiosk=1')
    expect([window.options['kiosk'], window.state.fullscreen, window.bounds]).toEqual([
      true,
      true,
      state.displays[0]!.bounds,
    ])
    state.app.emit('second-instance', {}, ['/program/watchpost', '--wall', 'Gate'])
    expect(FakeWindow.all.map(({ url }) => url)).toEqual([window.url, 'app://watchpost/#/wall?name=Gate'])
    state.app.emit('second-instance', {}, ['/program/watchpost', '--wall', 'Yard'])
    state.app.emit('second-instance', {}, ['/program/watchpost', '--wall', 'Gate', '--monitor', '2'])
    expect(FakeWindow.all).toHaveLength(2)
    expect(state.errorBoxes).toEqual([
      'There is no layout "Yard". There are: "Gate".',
      'There is no monitor 2. There are: 1 (DP-1, 1920 × 1080).',
    ])
  })

  it('does not start with a layout that does not exist', async () => {
    await start(['--wall', 'Yard'])
    state.app.becomeReady()
    await until('the exit', () => state.app.calls.includes('exit 1'))
    expect(state.errorBoxes[0]).toContain('There is no layout "Yard"')
    expect(FakeWindow.all).toHaveLength(0)
  })
})
