import { AppError } from '../../../shared/errors.ts'

export class Desk {
  /** Until the account's database is there. */
  pending(): never {
    throw new AppError('unsupported')
  }
}
