/** What core and database thread say to each other. Everything is structured-clonable. */
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import type { Migration } from './migrate.ts'
import type { Opened } from './open.ts'

/** What the thread is started with. */
export type ThreadTask =
  | {
      readonly kind: 'serve'
      readonly file: string
      readonly migrations: readonly Migration[]
      readonly nativeBinding: string | undefined
      readonly damagedBecause: string | undefined
    }
  | {
      readonly kind: 'check'
      readonly file: string
      readonly nativeBinding: string | undefined
      /** One number: anything but 0 asks it to end. */
      readonly stop: SharedArrayBuffer
    }
  | {
      readonly kind: 'copy'
      readonly file: string
      readonly target: string
      readonly nativeBinding: string | undefined
    }

export type Request =
  | {
      readonly kind: 'call'
      readonly id: number
      readonly table: string
      readonly method: string
      readonly args: readonly unknown[]
    }
  | { readonly kind: 'close' }

/** `stack` is for the log only. */
export interface Refusal {
  readonly error: ErrorEnvelope
  readonly stack: string
}

/** Names of the methods of each table: the far side is built from them. */
export type TableNames = Readonly<Record<string, readonly string[]>>

export type Answer =
  | { readonly kind: 'opened'; readonly opened: Opened; readonly tables: TableNames }
  | ({ readonly kind: 'refused' } & Refusal)
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | ({ readonly kind: 'error'; readonly id: number } & Refusal)
  | ({ readonly kind: 'closed' } & Partial<Refusal>)

/** Of a `copy`: nothing when it is there, whole. */
export type CopyAnswer = Partial<Refusal>

/** Of a `check`: what is wrong with the file, nothing when it is sound. */
export interface CheckAnswer {
  readonly faults: readonly string[]
}
