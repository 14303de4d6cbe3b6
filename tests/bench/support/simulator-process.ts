import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { connectControl } from '../../simulator/control/client.ts'
import type { FleetFacts, RemoteControls } from '../../simulator/simulator.ts'
import type { FlipOrder } from './simulator-child.ts'

export type SimulatedDevice = FleetFacts['devices'][number]

export interface SimulatorProcess {
  readonly url: string
  readonly pid: number
  readonly account: { readonly username: string; readonly password: string }
  readonly control: RemoteControls
  /** All in one turn of its loop, as when a radio cell fails. */
  flip(order: FlipOrder): void
}

interface Ready {
  url: string
  controlUrl: string
  accounts: { username: string; password: string }[]
}

/** A platform with `devices` devices where nothing comes and goes by itself. `asDocumented`: see the simulator's option. */
export async function startSimulatorProcess(
  owned: AsyncDisposableStack,
  devices: number,
  asDocumented = false,
): Promise<SimulatorProcess> {
  const program = path.join(import.meta.dirname, 'simulator-child.ts')
  const child = fork(program, [String(devices), String(asDocumented)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit')
  owned.defer(async () => {
    child.kill('SIGKILL')
    await gone
  })
  const failed = gone.then(([code]) => Promise.reject(new Error(`the simulator ended with ${String(code)}`)))
  const [ready] = (await Promise.race([once(child, 'message'), failed])) as [Ready]
  // From here on its end is the benchmark's doing.
  failed.catch(() => undefined)
  const account = ready.accounts[0]
  if (!account) throw new Error('the simulator has no account')
  return {
    url: ready.url,
    pid: child.pid ?? 0,
    account,
    control: connectControl(ready.controlUrl),
    flip: (order) => void child.send(order),
  }
}

/** The first `count` on-line devices with a picture. */
export async function watchable(simulator: SimulatorProcess, count: number): Promise<SimulatedDevice[]> {
  const { devices } = await simulator.control.fleet({})
  const found = devices.filter(({ online, terminal }) => online && !terminal).slice(0, count)
  if (found.length < count) throw new Error(`the simulator has ${found.length} on-line devices, ${count} are needed`)
  return found
}
