/** A simulator for the tests of one file, and short ways to ask it. */
import { afterAll, beforeAll } from 'vitest'
import { encryptPassword } from '../../../simulator/accounts.ts'
import { startSimulator, type Simulator } from '../../../simulator/simulator.ts'
import { call, logIn, tokenOf, type PlatformAnswer } from '../desk.ts'

type Given = Omit<NonNullable<Parameters<typeof call>[2]>, 'token'>

export interface Desk {
  readonly token: string
  ask(name: string, given?: Given): Promise<PlatformAnswer>
}

export interface Platform {
  readonly simulator: Simulator
  readonly admin: Desk
  desk(username: string, password: string): Promise<Desk>
  /** Creates it and fails when it cannot. */
  newUser(id: string, more?: object): Promise<void>
}

export const PASSWORD = 'Guard-2027'

/** Started before the tests of the file and closed after them. */
export function usePlatform(devices = 60): () => Platform {
  let platform: Platform
  beforeAll(async () => {
    const simulator = await startSimulator({ devices })
    const desk = async (username: string, password: string): Promise<Desk> => {
      const token = await tokenOf(simulator, username, password)
      return { token, ask: (name, given = {}) => call(simulator, name, { ...given, token }) }
    }
    const admin = await desk('admin', '123456')
    platform = {
      simulator,
      admin,
      desk,
      async newUser(id, more = {}) {
        const answer = await admin.ask('user.create', { body: userBody(id, more) })
        if (answer.code !== 0) throw new Error(`${id}: ${answer.msg}`)
      },
    }
  })
  afterAll(() => platform.simulator.close())
  return () => platform
}

export function userBody(id: string, more: object = {}) {
  return { id, gid: '000000', name: `Person ${id}`, password_encrypted: encryptPassword(id, PASSWORD), ...more }
}

export const page = (filter: object = {}, more: object = {}) => ({ body: { page: 0, pageSize: 1000, filter, ...more } })

export async function rowsOf<T = { id: string }>(answer: Promise<PlatformAnswer>): Promise<T[]> {
  return (await answer).data as T[]
}

export async function codeOfLogin(simulator: Simulator, username: string, password = PASSWORD): Promise<number> {
  return (await logIn(simulator, username, password)).code
}
