import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { resetFake, state } from '../../../fake-electron.ts'
import type { KeyWatch } from '../../../../../../electron/core/host.ts'
import { hookFilesIn } from '../../../../../../electron/host/electron/keys/watch-held.ts'
import { createKeyWatcher } from '../../../../../../electron/host/electron/keys/watch-keys.ts'
import type { GlobalCode } from '../../../../../../shared/contract/keys.ts'
import { tempFolder } from '../../../../../support/temp-folder.ts'

vi.mock('electron', async () => (await import('../../../fake-electron.ts')).electronModule)

beforeEach(resetFake)

/** A program with its hook, or without. */
function files(hasLibrary = true) {
  const found = hookFilesIn(tempFolder(), 'linux', 'x64')
  if (!hasLibrary) return found
  mkdirSync(path.dirname(found.library))
  writeFileSync(found.library, '')
  return found
}

function watch(
  codes: readonly GlobalCode[],
  where: { files?: ReturnType<typeof files>; environment?: NodeJS.ProcessEnv } = {},
) {
  const told: string[] = []
  const ears = {
    onDown: (code: GlobalCode) => void told.push(`down ${code}`),
    onUp: (code: GlobalCode) => void told.push(`up ${code}`),
    onLost: () => void told.push('lost'),
  }
  const watcher = createKeyWatcher({ files: files(), environment: {}, log: () => undefined, ...where })
  return { told, watching: watcher(codes, ears) }
}

describe('keys that are held', () => {
  it('are heard by a process of its own, told of the chosen ones, which ends with the watch', async () => {
    const where = { files: files() }
    const { told, watching } = watch(['F8', 'F13'], where)
    const child = state.utilities[0]!
    expect([child.file, child.args]).toEqual([where.files.program, [where.files.library, 'F8', 'F13']])
    child.emit('message', { kind: 'ready' })
    const held = await watching
    expect(held).toMatchObject({ way: 'held', refused: [] })
    child.emit('message', { kind: 'down', code: 'F8' })
    child.emit('message', { kind: 'up', code: 'F8' })
    held.stop()
    expect(child.isKilled).toBe(true)
    child.emit('message', { kind: 'down', code: 'F8' })
    child.emit('exit', 0)
    expect(told).toEqual(['down F8', 'up F8'])
    expect(state.shortcuts.size).toBe(0)
  })

  it('are lost with their process', async () => {
    const { told, watching } = watch(['F8'])
    const child = state.utilities[0]!
    child.emit('message', { kind: 'ready' })
    await watching
    child.emit('exit', 1)
    expect(told).toEqual(['lost'])
  })
})

describe('keys that are only pressed', () => {
  const pressed = async (watching: Promise<KeyWatch>, hindrance: string) =>
    expect(await watching).toMatchObject({ way: 'pressed', hindrance })

  it('are shortcuts under Wayland, without the hook; those of other programs are refused', async () => {
    state.takenShortcuts.add('F9')
    const { told, watching } = watch(['F8', 'F9', 'Pause'], { environment: { XDG_SESSION_TYPE: 'wayland' } })
    const { refused, stop } = await watching
    await pressed(watching, 'wayland')
    expect(state.utilities).toEqual([])
    expect(refused).toEqual(['F9', 'Pause'])
    expect([...state.shortcuts.keys()]).toEqual(['F8'])
    // A key that is held, told again and again.
    for (let time = 0; time < 5; time++) state.shortcuts.get('F8')?.()
    expect(told).toEqual(['down F8'])
    stop()
    expect(state.shortcuts.size).toBe(0)
  })

  it('are shortcuts where the hook is missing, cannot be loaded, is refused, or dies before its first word', async () => {
    await pressed(watch(['F8'], { files: files(false) }).watching, 'missing')
    expect(state.utilities).toEqual([])
    for (const hindrance of ['missing', 'refused'] as const) {
      const { watching } = watch(['F8'])
      state.utilities.at(-1)?.emit('message', { kind: 'failed', hindrance })
      await pressed(watching, hindrance)
      expect(state.utilities.at(-1)?.isKilled).toBe(true)
    }
    const { watching, told } = watch(['F8'])
    state.utilities.at(-1)?.emit('exit', 134)
    await pressed(watching, 'refused')
    expect(told).toEqual([])
  })
})

it('finds the library beside the archive', () => {
  const { program, library } = hookFilesIn('/opt/watchpost/resources/app.asar/out/electron', 'win32', 'arm64')
  expect(program).toBe('/opt/watchpost/resources/app.asar/out/electron/key-hook.cjs')
  expect(library).toBe('/opt/watchpost/resources/app.asar.unpacked/out/electron/key-hook/win32-arm64.node')
})
