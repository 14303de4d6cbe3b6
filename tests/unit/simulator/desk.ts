/** A bare client for these tests: nothing of the program's own, so that it cannot share its mistakes. */
import { Value } from 'typebox/value'
import { operationsByName } from '../../../shared/platform/index.ts'
import { encryptPassword } from '../../simulator/accounts.ts'
import type { Simulator } from '../../simulator/simulator.ts'

export interface PlatformAnswer {
  code: number
  msg: string
  data?: unknown
  pageInfo?: { page: number; pageSize: number; totalCount: number }
}

/** Calls an operation by its name; checks that `data` of a success fits the contract. */
export async function call(
  simulator: Simulator,
  name: string,
  given: {
    token?: string
    body?: unknown
    params?: Record<string, string | number>
    query?: Record<string, string | number>
  } = {},
): Promise<PlatformAnswer> {
  const operation = operationsByName.get(name)
  if (!operation) throw new Error(`no operation ${name}`)
  const path = operation.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(given.params?.[key] ?? ''))
  const query = new URLSearchParams(Object.entries(given.query ?? {}).map(([key, value]) => [key, String(value)]))
  const response = await fetch(`${simulator.url}${path}${query.size > 0 ? `?${query}` : ''}`, {
    method: operation.method,
    headers: { 'content-type': 'application/json', ...(given.token ? { authorization: given.token } : {}) },
    ...(operation.method === 'GET' ? {} : { body: JSON.stringify(given.body ?? {}) }),
  })
  const answer = (await response.json()) as PlatformAnswer
  if (answer.code === 0 && !Value.Check(operation.data, answer.data)) {
    throw new Error(`${name}: ${JSON.stringify(Value.Errors(operation.data, answer.data)[0])}`)
  }
  return answer
}

export function logIn(simulator: Simulator, username: string, password: string): Promise<PlatformAnswer> {
  return call(simulator, 'auth.login', {
    body: {
      username,
      password_encrypted: encryptPassword(username, password),
      timestamp: Math.floor(Date.now() / 1000),
    },
  })
}

/** Token of a good log-in. */
export async function tokenOf(simulator: Simulator, username = 'admin', password = '123456'): Promise<string> {
  const { data } = await logIn(simulator, username, password)
  return (data as { token: string }).token
}

/** Waits until `condition` holds; fails after `withinMs`. */
export async function until(condition: () => boolean, withinMs = 5000): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${condition.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
