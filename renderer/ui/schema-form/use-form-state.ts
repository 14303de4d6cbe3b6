/** The state behind one form: its value, what is wrong with it, and where the operator has been. */
import { computed, reactive, ref, shallowReactive, shallowRef, useId, watch } from 'vue'
import type { FormContext } from './form-context.ts'
import type { FormSchema } from './form-schema.ts'
import { labelPathOf, withValue, type Path } from './path.ts'
import { problemsOf, type Problem } from './problems.ts'

export interface FormStateOptions {
  readonly schema: () => FormSchema
  readonly value: () => unknown
  readonly labels: () => Readonly<Record<string, string>>
  readonly disabled: () => boolean
  readonly onChange: (value: unknown) => void
}

export function useFormState(options: FormStateOptions) {
  // Changed here first: two changes within one tick build upon each other.
  const root = shallowRef<unknown>(options.value())
  watch(options.value, (value) => (root.value = value), { flush: 'sync' })

  const touched = shallowReactive(new Set<string>())
  const allTouched = ref(false)
  const checks = ref(0)
  const faults = shallowReactive(new Map<symbol, { pointer: string; problem: Problem }>())
  const variants = reactive(new Map<string, number>())

  const problems = computed(() => {
    const found = new Map(problemsOf(options.schema(), root.value ?? {}, (pointer) => variants.get(pointer)))
    for (const { pointer, problem } of faults.values()) found.set(pointer, problem)
    return found
  })

  function change(path: Path, value: unknown): void {
    const next = withValue(root.value ?? {}, path, value)
    root.value = next
    options.onChange(next)
  }

  const context: FormContext = {
    id: useId(),
    disabled: computed(options.disabled),
    problems,
    checks,
    change,
    touch: (pointer) => void touched.add(pointer),
    isTouched: (pointer) => allTouched.value || touched.has(pointer),
    setFault(owner, pointer, problem) {
      if (problem) faults.set(owner, { pointer, problem })
      else if (faults.has(owner)) faults.delete(owner)
    },
    chosenVariant: (pointer) => variants.get(pointer),
    chooseVariant: (pointer, variant) => void variants.set(pointer, variant),
    label(path) {
      const last = path.at(-1) ?? ''
      return options.labels()[labelPathOf(path)] ?? (typeof last === 'number' ? String(last + 1) : last)
    },
  }

  /** Shows every problem from now on; true when there is none. */
  function check(): boolean {
    allTouched.value = true
    checks.value += 1
    return problems.value.size === 0
  }

  /** For another value in the same form: nobody has been anywhere yet. */
  function forget(): void {
    allTouched.value = false
    touched.clear()
    variants.clear()
  }

  return { root, context, problems, check, forget }
}
