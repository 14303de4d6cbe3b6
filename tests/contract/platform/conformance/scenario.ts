import type { Caller } from './caller.ts'

/** Uses the operations of one section as a client would: each at least once with success. */
export interface Scenario {
  readonly section: string
  run(caller: Caller): Promise<void>
}
