/** Calls operations of a running platform and holds every answer strictly against the contract. */
import { Value } from 'typebox/value'
import type { TSchema } from 'typebox'
import { expect } from 'vitest'
import { readAnswer, type Answer } from '../../../../electron/core/platform/answer.ts'
import { fillPath, type CallInput } from '../../../../shared/platform/place.ts'
import type { Operation } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import { encryptPassword } from '../../../simulator/accounts.ts'
import { unknownFields } from '../../../simulator/http/check.ts'
import type { Simulator } from '../../../simulator/simulator.ts'

export interface Account {
  readonly username: string
  readonly password: string
}

export class Caller {
  readonly simulator: Simulator
  /** Names of operations that were answered with code 0, or with a file. */
  readonly covered: Set<string>
  #token = ''

  constructor(simulator: Simulator, covered: Set<string>) {
    this.simulator = simulator
    this.covered = covered
  }

  get token(): string {
    return this.#token
  }

  /** Another client of the same platform, with a token of its own. */
  async as(account: Account): Promise<Caller> {
    const other = new Caller(this.simulator, this.covered)
    await other.signIn(account)
    return other
  }

  async signIn({ username, password }: Account): Promise<void> {
    const { data } = await this.ok(operations.auth.login, {
      body: {
        username,
        password_encrypted: encryptPassword(username, password),
        timestamp: Math.floor(Date.now() / 1000),
      },
    })
    this.#token = data.token ?? ''
  }

  /** Expects code 0 and an answer that fits to the last field. */
  async ok<O extends Operation>(operation: O, input: CallInput<O> = {}): Promise<Answer<O>> {
    const response = await this.send(operation, input)
    const text = await response.text()
    const raw = JSON.parse(text) as { code: number; msg: string; data?: unknown }
    expect(raw, `${operation.name} ${JSON.stringify(input)}`).toMatchObject({ code: 0 })
    const answer = readAnswer(operation, { status: response.status, text }, 'simulator')
    expect(answer.badRows).toBeUndefined()
    expectFits(operation, operation.data, answer.data)
    expectFits(operation, operation.beside, answer.beside)
    this.covered.add(operation.name)
    return answer
  }

  /** Expects a refusal with this code of the platform. */
  async refused<O extends Operation>(operation: O, input: CallInput<O>, code: number): Promise<void> {
    const response = await this.send(operation, input)
    expect(await response.json(), operation.name).toMatchObject({ code })
  }

  /** Sends what the contract does not allow: refused with code 4, and noted as the only violation so far. */
  async unfit<O extends Operation>(operation: O, input: CallInput<O>): Promise<void> {
    await this.refused(operation, input, 4)
    expect(this.simulator.seen().violations).toMatchObject([{ method: operation.method, path: operation.path }])
    this.simulator.control.forget({})
  }

  /** Expects a file. */
  async file<O extends Operation>(operation: O, input: CallInput<O>): Promise<Uint8Array> {
    const response = await this.send(operation, input)
    expect(response.status, operation.name).toBe(200)
    expect(response.headers.get('content-type'), operation.name).not.toContain('json')
    const bytes = await response.bytes()
    expect(bytes.length).toBe(Number(response.headers.get('content-length')))
    this.covered.add(operation.name)
    return bytes
  }

  send<O extends Operation>(operation: O, input: CallInput<O>): Promise<Response> {
    const hasBody = operation.method !== 'GET'
    return fetch(this.simulator.url + fillPath(operation, input), {
      method: operation.method,
      headers: { authorization: this.#token, 'content-type': 'application/json' },
      ...(hasBody ? { body: JSON.stringify(input.body ?? {}) } : {}),
    })
  }
}

/** After reading nothing may be left that the contract does not know or that has another type than it says. */
export function expectFits(operation: Pick<Operation, 'name'>, schema: TSchema, value: unknown): void {
  const [error] = Value.Errors(schema, value)
  expect(error && `${error.instancePath}: ${error.message}`, operation.name).toBeUndefined()
  expect(unknownFields(schema, value), operation.name).toEqual([])
}
