/** Which device a scenario asks, by what it can. */
import type { Caller } from './caller.ts'

/** Classes of the simulated fleet. */
export const Kind = { bodyCamera: 101, vehicle: 102, helmet: 103, ptzCamera: 104, handheld: 105 } as const

/** An on-line device of the class. */
export function onlineOf({ simulator }: Caller, classId: number): string {
  const found = simulator.fleet().devices.find((device) => device.online && device.classId === classId)
  if (!found) throw new Error(`no device of class ${classId} is on-line`)
  return found.id
}

/** Takes the device away while `run` asks it. */
export async function whileOffline({ simulator }: Caller, device: string, run: () => Promise<void>): Promise<void> {
  simulator.control.setOnline({ device, online: false })
  await run()
  simulator.control.setOnline({ device, online: true })
}

/** No device has it. */
export const NO_DEVICE = 'PU_NONE'

/** Sees all devices, manages none. */
export const OPERATOR = { username: 'operator', password: 'Watch-2026' }
