/** Deals with alarms: many in one act, each by the platform's own answer. */
import { ref, shallowRef } from 'vue'
import type { Alarm } from '../../../shared/contract/alarms.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import type { AlarmLine } from './alarm-line.ts'
import { BUNDLE_WINDOW_MS } from './bundle-list.ts'
import { useAlarmsStore } from './store.ts'

/** What one call may carry. */
const MOST = 1000

export interface HandlingOutcome {
  readonly done: number
  readonly refused: readonly {
    readonly key: string
    readonly alarm: Alarm | undefined
    readonly error: ErrorEnvelope
  }[]
  /** The whole act failed. */
  readonly error?: ErrorEnvelope
}

export interface Act {
  /** Absent: only the note. */
  readonly status?: number
  readonly note?: string
}

export type Handling = ReturnType<typeof useHandling>

export function useHandling() {
  const client = useClient()
  const store = useAlarmsStore()
  const isBusy = ref(false)
  const outcome = shallowRef<HandlingOutcome>()

  /** Keys of lines; a bundle stands for all that is in it and passes the filter. */
  async function keysOf(lines: readonly AlarmLine[]): Promise<string[]> {
    const keys = await Promise.all(
      lines.map(({ key, bundle }) =>
        bundle && bundle.count > 1
          ? client.alarms.bundleKeys({ key, windowMs: BUNDLE_WINDOW_MS, filter: store.filter })
          : [key],
      ),
    )
    return [...new Set(keys.flat())]
  }

  async function run(lines: readonly AlarmLine[], act: Act): Promise<void> {
    const keys = await keysOf(lines)
    const known = new Map(lines.map(({ key, alarm }) => [key, alarm]))
    const note = act.note?.trim()
    const asked = { ...(act.status === undefined ? {} : { status: act.status }), ...(note ? { note } : {}) }
    let done = 0
    const refused: HandlingOutcome['refused'][number][] = []
    for (let from = 0; from < keys.length; from += MOST) {
      const result = await client.alarms.handle({ keys: keys.slice(from, from + MOST), ...asked })
      done += result.done.length
      refused.push(...result.refused.map((each) => ({ ...each, alarm: known.get(each.key) })))
    }
    outcome.value = { done, refused }
  }

  /** Returns true when nothing was refused. What came of it stands in `outcome`. */
  async function handle(lines: readonly AlarmLine[], act: Act): Promise<boolean> {
    if (isBusy.value || lines.length === 0) return false
    isBusy.value = true
    outcome.value = undefined
    try {
      await run(lines, act)
    } catch (thrown) {
      outcome.value = { done: 0, refused: [], error: toEnvelope(thrown) }
    } finally {
      isBusy.value = false
    }
    const now = outcome.value as HandlingOutcome | undefined
    return now !== undefined && now.error === undefined && now.refused.length === 0
  }

  return { isBusy, outcome, handle, keysOf, dismiss: () => void (outcome.value = undefined) }
}
