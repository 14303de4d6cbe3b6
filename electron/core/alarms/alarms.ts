import type { AlarmsState } from '../../../shared/contract/alarms.ts'
import { AppError } from '../../../shared/errors.ts'

export class Alarms {
  readonly state: AlarmsState = { phase: 'empty' }

  /** Until the account's database is there. */
  pending(): never {
    throw new AppError('unsupported')
  }
}
