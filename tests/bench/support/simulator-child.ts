/** The simulator in a process of its own, so that its work is nobody else's; flips many devices at once on a message. */
import { startSimulator } from '../../simulator/simulator.ts'

/** Sent by the benchmark. */
export interface FlipOrder {
  readonly ids: readonly string[]
  readonly online: boolean
}

const simulator = await startSimulator({ devices: Number(process.argv[2]), asDocumented: process.argv[3] === 'true' })
process.on('message', ({ ids, online }: FlipOrder) => {
  for (const device of ids) simulator.control.setOnline({ device, online })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ url: simulator.url, controlUrl: simulator.controlUrl, accounts: simulator.accounts })
