import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeWindow, resetFake, state } from '../../fake-electron.ts'
import { openPlaces } from '../../../../../electron/host/common/window-places.ts'
import { leaveKiosk, openAppWindow, type WindowOptions } from '../../../../../electron/host/electron/window.ts'
import { Scope } from '../../../../../shared/disposables.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'
import { until } from '../../../../support/until.ts'

vi.mock('electron', async () => (await import('../../fake-electron.ts')).electronModule)

function open(folder = tempFolder(), route = '', wish: Pick<WindowOptions, 'monitor' | 'kiosk'> = {}): FakeWindow {
  openAppWindow({
    route,
    preload: '/program/preload.cjs',
    places: openPlaces(folder),
    serve: () => new Scope(),
    media: () => undefined,
    log: () => undefined,
    devTools: false,
    ...wish,
  })
  const window = FakeWindow.all.at(-1)
  if (!window) throw new Error('no window')
  return window
}

describe('a window', () => {
  beforeEach(resetFake)

  it('is hardened', () => {
    const { webPreferences } = open().options
    expect(webPreferences).toEqual({
      preload: '/program/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    })
  })

  it('shows our page and nothing else, when it is painted', () => {
    expect(open().url).toBe('app://watchpost/')
    const window = open(undefined, '/live')
    expect(window.url).toBe('app://watchpost/#/live')
    expect([window.options['show'], window.calls]).toEqual([false, []])
    window.emit('ready-to-show')
    expect(window.calls).toEqual(['show'])
  })

  it('comes back where it stood with these monitors, and on-screen with others', () => {
    const folder = tempFolder()
    const second = {
      ...state.displays[0]!,
      bounds: { x: 1920, y: 0, width: 1920, height: 1080 },
      workArea: { x: 1920, y: 0, width: 1920, height: 1040 },
    }
    state.displays.push(second)
    const first = open(folder)
    first.bounds = { x: 2100, y: 50, width: 1300, height: 700 }
    first.state.maximized = true
    first.emit('close')
    expect(open(folder)).toMatchObject({
      bounds: { x: 2100, y: 50, width: 1300, height: 700 },
      state: { maximized: true },
    })
    state.displays.pop()
    const alone = open(folder)
    expect(alone.bounds.x + alone.bounds.width).toBeLessThanOrEqual(1920)
    expect(alone.state.maximized).toBe(false)
  })

  it('moves on-screen when its monitor goes', () => {
    const folder = tempFolder()
    const window = open(folder)
    window.bounds = { x: 5000, y: 50, width: 1300, height: 700 }
    state.screen.emit('display-removed')
    expect(window.bounds.x).toBeLessThan(1920)
    window.emit('closed')
    window.bounds.x = 5000
    state.screen.emit('display-removed')
    expect(window.bounds.x).toBe(5000)
  })
})

describe('a window on a monitor of its own', () => {
  beforeEach(resetFake)
  const monitor = { x: 1920, y: 0, width: 2560, height: 1440 }

  it('fills it, and comes back there', () => {
    const folder = tempFolder()
    state.displays.push({ ...state.displays[0]!, id: 2, bounds: monitor, workArea: monitor })
    const window = open(folder, '/wall?id=aaaaaaaa', { monitor })
    expect([window.bounds, window.state.fullscreen]).toEqual([monitor, true])
    window.emit('close', { preventDefault: () => expect.fail() })
    expect(open(folder, '/wall?id=aaaaaaaa')).toMatchObject({ bounds: monitor, state: { fullscreen: true } })
    expect(open(folder, '/wall?id=bbbbbbbb').bounds.x).toBeLessThan(1920)
  })

  it('as a kiosk is closed by the page and with the program, not by accident', () => {
    const window = open(undefined, '/wall?name=Gate&kiosk=1', { monitor, kiosk: true })
    expect(window.options['kiosk']).toBe(true)
    let prevented = 0
    const close = (): unknown => window.emit('close', { preventDefault: () => (prevented += 1) })
    close()
    expect(prevented).toBe(1)
    state.app.emit('before-quit')
    close()
    expect(prevented).toBe(1)
    leaveKiosk()
    expect(window.calls).toEqual(['destroy'])
    leaveKiosk()
    expect(window.calls).toEqual(['destroy'])
  })
})

describe('a crash of the page', () => {
  beforeEach(resetFake)
  const crash = (window: FakeWindow, reason = 'crashed'): unknown =>
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 })

  it('reloads once, then asks: it never loops', async () => {
    const window = open()
    crash(window)
    expect([window.webContents.reloads, state.messageBoxes]).toEqual([1, 0])
    state.messageBoxAnswer = 1
    crash(window)
    await until('closed as answered', () => window.calls.includes('close'))
    expect([window.webContents.reloads, state.messageBoxes]).toEqual([1, 1])
    state.messageBoxAnswer = 0
    crash(window, 'oom')
    await until('reloaded as answered', () => window.webContents.reloads === 2)
  })

  it('is not a page that left by itself', () => {
    const window = open()
    crash(window, 'clean-exit')
    expect(window.webContents.reloads).toBe(0)
  })
})
