import { describe, expect, it } from 'vitest'
import type { Host, KeyEars, KeyWatch, PowerEvent } from '../../electron/core/host.ts'
import type { GlobalCode } from '../../shared/contract/keys.ts'
import { Emitter } from '../../shared/emitter.ts'
import { openDesk, record } from '../support/desk.ts'
import { until } from '../support/until.ts'

/** A host that hears keys; the test presses them. */
function keyHost(answer: (codes: readonly GlobalCode[]) => Partial<KeyWatch> | Error = () => ({})) {
  const power = new Emitter<PowerEvent>()
  const watches: { codes: readonly GlobalCode[]; ears: KeyEars; isStopped: boolean }[] = []
  const host: Partial<Host> = {
    capabilities: {
      ...{ notifications: false, badge: false, flash: false, dialogs: false, windows: false, powerEvents: true },
      ...{ files: false, keepAwake: false, keys: true },
    },
    onPower: (hear) => power.on(hear),
    watchKeys(codes, ears) {
      const given = answer(codes)
      if (given instanceof Error) return Promise.reject(given)
      const watch = { codes, ears, isStopped: false }
      watches.push(watch)
      return Promise.resolve({ way: 'held', refused: [], ...given, stop: () => void (watch.isStopped = true) })
    },
  }
  /** Those that are heard now. */
  const heard = () => watches.filter(({ isStopped }) => !isStopped).map(({ codes }) => codes.join(' '))
  return { host, power, watches, heard }
}

async function openKeys(parts = keyHost()) {
  const timings = { keysAgainFirstMs: 20, keysAgainMostMs: 50 }
  const desk = await openDesk({ host: parts.host, timings })
  const phaseIs = (phase: string) =>
    until(phase, async () => {
      const state = await desk.client.keys.state({})
      return state.phase === phase && state
    })
  return { ...parts, desk, client: desk.client, phaseIs }
}

describe('keys of other programs', () => {
  it('are heard as long as a window wants them, those of all windows together', async () => {
    const { client, desk, watches, heard, phaseIs } = await openKeys()
    expect(await client.keys.state({})).toEqual({ phase: 'off', codes: [], refused: [] })
    expect(watches).toEqual([])
    await client.keys.watch({ codes: ['F9', 'F8'] })
    expect(await phaseIs('on')).toEqual({ phase: 'on', way: 'held', codes: ['F8', 'F9'], refused: [] })
    const [down, up] = [record(client, 'keys.down'), record(client, 'keys.up')]
    await client.keys.state({})
    watches[0]?.ears.onDown('F8')
    watches[0]?.ears.onUp('F8')
    // What was not asked for goes no further, whatever a host tells.
    watches[0]?.ears.onDown('F1')
    await until('told', () => up.length > 0)
    expect([down, up]).toEqual([[{ code: 'F8' }], [{ code: 'F8' }]])

    const window = desk.window()
    await window.keys.watch({ codes: ['F13'] })
    await until('both', () => heard().join() === 'F8 F9 F13')
    await client.keys.watch({ codes: [] })
    await until('those of the window', () => heard().join() === 'F13')
    window.close()
    await phaseIs('off')
    expect(heard()).toEqual([])
  })

  it('are not heard while the computer is locked or asleep', async () => {
    const { client, power, watches, heard, phaseIs } = await openKeys()
    await client.keys.watch({ codes: ['F8'] })
    await phaseIs('on')
    const down = record(client, 'keys.down')
    power.emit('suspend')
    power.emit('lock')
    await phaseIs('paused')
    expect(heard()).toEqual([])
    watches[0]?.ears.onDown('F8')
    power.emit('resume')
    expect((await client.keys.state({})).phase).toBe('paused')
    power.emit('unlock')
    await phaseIs('on')
    expect(heard()).toEqual(['F8'])
    expect(down).toEqual([])
  })

  it('that are lost are said to be, and watched again', async () => {
    const { client, watches, phaseIs } = await openKeys()
    const states = record(client, 'keys.stateChanged')
    await client.keys.watch({ codes: ['F8'] })
    await phaseIs('on')
    watches[0]?.ears.onLost()
    await until('lost', () => states.some(({ phase }) => phase === 'lost'))
    await until('again', () => watches.length === 2)
    expect(await phaseIs('on')).toMatchObject({ codes: ['F8'] })
  })

  it('that are only pressed, or refused, are said to be so', async () => {
    const { client, phaseIs } = await openKeys(
      keyHost(() => ({ way: 'pressed', hindrance: 'wayland', refused: ['F9'] })),
    )
    await client.keys.watch({ codes: ['F8', 'F9'] })
    expect(await phaseIs('on')).toEqual({
      ...{ phase: 'on', way: 'pressed', hindrance: 'wayland' },
      ...{ codes: ['F8'], refused: ['F9'] },
    })
  })

  it('that the host cannot hear are tried again', async () => {
    const answers: (Error | object)[] = [new Error('no'), {}]
    const { client, phaseIs } = await openKeys(keyHost(() => answers.shift() ?? {}))
    await client.keys.watch({ codes: ['F8'] })
    await phaseIs('on')
  })

  it('end with the program', async () => {
    const { client, desk, heard, phaseIs } = await openKeys()
    await client.keys.watch({ codes: ['F8'] })
    await phaseIs('on')
    await desk.core.dispose()
    expect(heard()).toEqual([])
  })
})

it('a host without them says so, and is asked for none', async () => {
  const { client } = await openDesk()
  await client.keys.watch({ codes: ['F8'] })
  expect(await client.keys.state({})).toEqual({ phase: 'unavailable', codes: [], refused: [] })
})
