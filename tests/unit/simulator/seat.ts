/** One account's way to a simulator, with the types of the contract. */
import type { BesideOf, BodyOf, DataOf, Operation, ParamsOf, QueryOf } from '../../../shared/platform/define.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf } from './desk.ts'

interface Given<O> {
  readonly params?: ParamsOf<O>
  readonly query?: QueryOf<O>
  readonly body?: BodyOf<O>
}

type Told<O> = {
  readonly code: number
  readonly msg: string
  /** Of a success. */
  readonly data: DataOf<O>
  readonly pageInfo: { readonly page: number; readonly pageSize: number; readonly totalCount: number }
} & BesideOf<O>

export interface Seat {
  readonly token: string
  ask<O extends Operation>(operation: O, given?: Given<O>): Promise<Told<O>>
}

export async function takeSeat(simulator: Simulator, username = 'admin', password = '123456'): Promise<Seat> {
  const token = await tokenOf(simulator, username, password)
  return {
    token,
    async ask<O extends Operation>(operation: O, given: Given<O> = {}) {
      const answer: unknown = await call(simulator, operation.name, {
        token,
        body: given.body,
        params: given.params as Record<string, string>,
        query: given.query as Record<string, string>,
      })
      return answer as Told<O>
    },
  }
}

export const takeOperatorSeat = (simulator: Simulator): Promise<Seat> => takeSeat(simulator, 'operator', 'Watch-2026')
export const takeViewerSeat = (simulator: Simulator): Promise<Seat> => takeSeat(simulator, 'viewer', 'View-2026')
