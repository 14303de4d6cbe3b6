/** Warnings about the platform itself. Documentation: "System alarm record"; it names one type, platforms have more. */
import { WarningType } from '../../../shared/platform/log.ts'

export { WarningType }

export interface Warning {
  readonly key: string
  readonly type: string
  /** Epoch ms. */
  readonly timeMs: number
  readonly objectId: string
  readonly objectType: string
  readonly objectName: string
  readonly description: string
}

export interface Warnings {
  raise(warning: Omit<Warning, 'key' | 'timeMs'>): Warning
  /** Oldest first. */
  list(): readonly Warning[]
}

export function createWarnings(now: () => number): Warnings {
  const warnings: Warning[] = []
  return {
    raise(given) {
      const warning = { key: `W${now().toString(36)}-${warnings.length + 1}`, timeMs: now(), ...given }
      warnings.push(warning)
      return warning
    },
    list: () => warnings,
  }
}
