/** Passwords leave the form for the platform only: not for what is kept, and not for what is pasted into a mail. */
import { isSecretName } from '../../ui/schema-form/secret-name.ts'

/** A copy without the fields that hold secrets. */
export function withoutSecrets<T>(value: T): T {
  return replaceSecrets(value, () => undefined) as T
}

/** A copy that shows where a secret was. */
export function withMaskedSecrets<T>(value: T): T {
  return replaceSecrets(value, () => '***') as T
}

function replaceSecrets(value: unknown, replacement: () => unknown): unknown {
  if (Array.isArray(value)) return value.map((part: unknown) => replaceSecrets(part, replacement))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, part]): [string, unknown] => [
    name,
    isSecretName(name) ? replacement() : replaceSecrets(part, replacement),
  ])
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined))
}
