/** One device of a kind, and what an account asks of it. The clock stands still but for `advance`. */
import { operationsByName } from '../../../shared/platform/index.ts'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf, type PlatformAnswer } from './desk.ts'

export const Kind = { bodyCamera: 101, vehicle: 102, helmet: 103, ptzCamera: 104, handheld: 105 } as const

/** A Monday, 08:00 UTC. */
export const START_MS = Date.UTC(2026, 10, 23, 8)

export interface DeviceDesk {
  readonly simulator: Simulator
  /** An on-line device of this class. */
  deviceOf(classId: number): string
  ask(name: string, puid: string, place?: Record<string, number>, body?: unknown): Promise<PlatformAnswer>
  /** Data of an answer that has to be a success. */
  data<T>(name: string, puid: string, place?: Record<string, number>): Promise<T>
}

export async function openDeviceDesk(username = 'admin', password = '123456'): Promise<DeviceDesk> {
  const simulator = await startSimulator({ devices: 120, now: () => START_MS, tokenLifetimeS: 60 * 86_400 })
  const token = await tokenOf(simulator, username, password)
  const ask: DeviceDesk['ask'] = (name, puid, place = {}, body = {}) => {
    if (!operationsByName.has(name)) throw new Error(`no operation ${name}`)
    return call(simulator, name, { token, params: { puid, ...place }, body })
  }
  return {
    simulator,
    deviceOf(classId) {
      const found = simulator.fleet().devices.find((device) => device.classId === classId && device.online)
      if (!found) throw new Error(`no device of class ${classId}`)
      return found.id
    },
    ask,
    async data<T>(name: string, puid: string, place?: Record<string, number>) {
      const answer = await ask(name, puid, place)
      if (answer.code !== 0) throw new Error(`${name}: ${answer.code} ${answer.msg}`)
      return answer.data as T
    },
  }
}
