import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeNotification, FakeWindow, resetFake, state } from '../../fake-electron.ts'
import type { Host } from '../../../../../electron/core/host.ts'
import { createElectronHost } from '../../../../../electron/host/electron/host.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

vi.mock('electron', async () => (await import('../../fake-electron.ts')).electronModule)

let routes: string[]
function open(): Promise<Host> {
  const windows = () => FakeWindow.all as unknown as ReturnType<Parameters<typeof createElectronHost>[0]['windows']>
  return createElectronHost({
    dataFolder: tempFolder(),
    programFolder: tempFolder(),
    log: () => undefined,
    windows,
    openWindow: (route) => routes.push(route),
  })
}
const addWindow = (): FakeWindow => new FakeWindow({ x: 0, y: 0, width: 1, height: 1, webPreferences: {} })

describe('the Electron host', () => {
  beforeEach(() => {
    resetFake()
    routes = []
  })

  it('opens only https outside', async () => {
    const host = await open()
    await host.openExternal('https://platform.example/help')
    for (const url of [
      'http://a.example/',
      'file:///etc/passwd',
      'smb://a/b',
      'javascript:1',
      'ms-settings:',
      'https://u:p@a.example/',
      '',
    ]) {
      await expect(host.openExternal(url), url).rejects.toMatchObject({ code: 'bad-input' })
    }
    expect(state.opened).toEqual(['https://platform.example/help'])
  })

  it('notifies, and a click brings the window back', async () => {
    const host = await open()
    const window = addWindow()
    window.state.minimized = true
    await host.notify({ title: 'Alarm', body: 'SOS', silent: false })
    const [notification] = FakeNotification.shown
    expect(notification?.message).toEqual({ title: 'Alarm', body: 'SOS', silent: false })
    notification?.emit('click')
    expect(window.calls).toEqual(['restore', 'show', 'focus'])
  })

  it('flashes a window until it has the focus', async () => {
    const host = await open()
    const [away, here] = [addWindow(), addWindow()]
    here.state.focused = true
    await host.flash()
    expect([away.calls, here.calls]).toEqual([['flash true'], []])
    away.emit('focus')
    expect(away.calls).toEqual(['flash true', 'flash false'])
  })

  it('suggests a name, never a path, for what is saved', async () => {
    const host = await open()
    state.dialogResult = { canceled: false, filePath: '/home/a/x.mp4' }
    expect(await host.chooseSavePath({ suggestedName: '../../etc/x.mp4' })).toBe('/home/a/x.mp4')
    expect(state.dialogOptions).toEqual([{ defaultPath: 'x.mp4' }])
    state.dialogResult = { canceled: true, filePath: '' }
    expect(await host.chooseSavePath({ suggestedName: 'x' })).toBeUndefined()
  })

  it('lets choose files or folders, one or several', async () => {
    const host = await open()
    state.dialogResult = { filePaths: ['/a', '/b'] }
    expect(await host.choosePaths({ multiple: true, folders: false })).toEqual(['/a', '/b'])
    await host.choosePaths({ multiple: false, folders: true })
    expect(state.dialogOptions).toEqual([
      { properties: ['openFile', 'multiSelections'] },
      { properties: ['openDirectory'] },
    ])
  })

  it('tells of the machine sleeping and locking, until it is not asked any more', async () => {
    const host = await open()
    const seen: string[] = []
    const off = host.onPower((event) => seen.push(event))
    for (const name of ['suspend', 'resume', 'lock-screen', 'unlock-screen']) state.power.emit(name)
    off()
    state.power.emit('suspend')
    expect(seen).toEqual(['suspend', 'resume', 'lock', 'unlock'])
  })

  it('counts the CPU of all processes in percent of one core', async () => {
    const host = await open()
    const metric = (pid: number, seconds: number) => ({
      pid,
      creationTime: 1,
      cpu: { cumulativeCPUUsage: seconds, percentCPUUsage: 0 },
      memory: { workingSetSize: 2048 },
    })
    state.app.metrics = [metric(1, 10), metric(2, 20)]
    expect(await host.usage()).toMatchObject({ cpuPercent: 0, covers: 'all', memoryMb: 4 })
    const before = performance.now()
    while (performance.now() - before < 20) Math.sqrt(before)
    state.app.metrics = [metric(1, 11), metric(2, 21)]
    const { cpuPercent } = await host.usage()
    // Two seconds of CPU within something over 20 ms.
    expect(cpuPercent).toBeGreaterThan(200)
    expect(cpuPercent).toBeLessThanOrEqual((100 * 2000) / 20)
  })

  it('asks the system for the proxy, opens windows, shows the number', async () => {
    const host = await open()
    expect(await host.proxyFor('https://platform.example/')).toBe('PROXY for.platform.example:8080')
    await host.openWindow('/map')
    expect(routes).toEqual(['/map'])
    await host.badge(3)
    if (process.platform !== 'win32') expect(state.app.calls).toEqual(['badge 3'])
    expect([host.kind, host.version]).toEqual(['electron', '9.8.7'])
  })

  it('opens files that are only looked at, shows any, and says why it could not', async () => {
    const host = await open()
    const folder = tempFolder()
    const [picture, program] = [path.join(folder, 'a.jpg'), path.join(folder, 'a.exe')]
    for (const file of [picture, program]) writeFileSync(file, 'x')
    expect(host.capabilities.files).toBe(true)
    await host.openPath(picture)
    await expect(host.openPath(program)).rejects.toMatchObject({ code: 'unsupported' })
    await host.showInFolder(program)
    await expect(host.showInFolder(path.join(folder, 'gone'))).rejects.toMatchObject({ code: 'not-found' })
    expect([state.openedFiles, state.shownFiles]).toEqual([[picture], [program]])
    state.openPathAnswer = 'no program for it'
    await expect(host.openPath(picture)).rejects.toMatchObject({
      code: 'unsupported',
      details: { reason: 'no program for it' },
    })
  })

  it('knows the monitors and keeps the screen awake once', async () => {
    const host = await open()
    const second = { x: -1920, y: 0, width: 1920, height: 1080 }
    state.displays.push({ ...state.displays[0]!, id: 2, label: '', bounds: second })
    expect(await host.monitors()).toEqual([
      { number: 1, name: 'DP-1', width: 1920, height: 1080, isPrimary: true },
      { number: 2, name: '2', width: 1920, height: 1080, isPrimary: false },
    ])
    await host.keepAwake(true)
    await host.keepAwake(true)
    expect([...state.blockers.values()]).toEqual(['prevent-display-sleep'])
    await host.keepAwake(false)
    await host.keepAwake(false)
    expect(state.blockers.size).toBe(0)
  })
})
