import type { FormSchema } from './form-schema.ts'
import type { Problem } from './problems.ts'

/** What every control of a field is given. */
export interface ControlProps {
  /** Of its input; the text below it has the same with `-below`. */
  id: string
  schema: FormSchema
  /** Undefined: the field is left out. */
  value: unknown
  label: string
  required: boolean
  invalid: boolean
  disabled: boolean
}

export interface ControlEvents {
  /** `undefined` leaves the field out. */
  change: [value: unknown]
  /** What is typed cannot be a value; undefined: it can again. */
  fault: [problem: Problem | undefined]
  /** The operator left it. */
  touch: []
}
