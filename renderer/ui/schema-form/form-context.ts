/** What the parts of one form share. Values go down as props, so that a part whose value stays the same is left alone. */
import { inject, provide, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Path } from './path.ts'
import type { Problem } from './problems.ts'

export interface FormContext {
  /** Begins the ids of all inputs. */
  readonly id: string
  readonly disabled: ComputedRef<boolean>
  /** By JSON pointer. */
  readonly problems: ComputedRef<ReadonlyMap<string, Problem>>
  /** Counts the checks of the whole form: folded parts with problems open. */
  readonly checks: Readonly<Ref<number>>
  /** `undefined` leaves the field out. */
  change(path: Path, value: unknown): void
  /** The operator was there: from now on its problem is shown. */
  touch(pointer: string): void
  isTouched(pointer: string): boolean
  /** What is typed at a place and cannot be a value of any kind; undefined takes it back. `owner` is the asking part. */
  setFault(owner: symbol, pointer: string, problem: Problem | undefined): void
  chosenVariant(pointer: string): number | undefined
  chooseVariant(pointer: string, variant: number): void
  /** The name of a field: the wire's, unless the caller of the form gave one. */
  label(path: Path): string
}

const key: InjectionKey<FormContext> = Symbol('schema form')

export function provideForm(context: FormContext): void {
  provide(key, context)
}

export function useForm(): FormContext {
  const context = inject(key)
  if (!context) throw new Error('a part of a form outside of a form')
  return context
}
