/** What the explorer holds while it is not on screen: what was chosen, typed and answered, and the calls made last. */
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef, watch } from 'vue'
import type { Operation, Push } from '../../../shared/platform/define.ts'
import { operationsByName, pushes } from '../../../shared/platform/index.ts'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { ask } from './ask.ts'
import { outcomeCode, type Outcome } from './outcome.ts'
import { recentCall, type RecentCall } from './recent-calls.ts'
import { createRecentLog } from './recent-log.ts'
import { startingInput, type ExplorerInput } from './request.ts'
import { useWatchStore } from './watch-store.ts'

/** Answers may be large: those of the operations last used stay, for looking an ID up. */
const KEPT_OUTCOMES = 8

export const useExplorerStore = defineStore('explorer', () => {
  const client = useClient()
  const session = useSessionStore()
  const watches = useWatchStore()

  const query = ref('')
  const tab = ref<'operations' | 'recent'>('operations')
  const { selected, subscription, select, forget: forgetChoice } = chooseOne()
  const inputs = shallowReactive(new Map<string, ExplorerInput>())
  const outcomes = shallowReactive(new Map<string, Outcome>())
  const recent = createRecentLog(client)
  const running = shallowRef<{ readonly operation: string; readonly abort: AbortController }>()

  const input = computed(() => selected.value && (inputs.get(selected.value.name) ?? startingInput(selected.value)))
  const outcome = computed(() => selected.value && outcomes.get(selected.value.name))

  /** Another account sees nothing of this one's. */
  function forget(): void {
    running.value?.abort.abort()
    running.value = undefined
    query.value = ''
    tab.value = 'operations'
    forgetChoice()
    inputs.clear()
    outcomes.clear()
    recent.forget()
    watches.forget()
  }
  watch(() => `${session.session.siteId ?? ''} ${session.session.username ?? ''}`, forget, { flush: 'sync' })

  /** Sends the chosen operation. What fails is an outcome and not thrown. */
  async function send(given: ExplorerInput): Promise<void> {
    const operation = selected.value
    if (!operation || running.value) return
    const run = { operation: operation.name, abort: new AbortController() }
    running.value = run
    const next = await ask(client, operation, given, run.abort.signal)
    if (running.value !== run) return
    running.value = undefined
    keepOutcome(outcomes, operation.name, next)
    const { at, durationMs } = next
    recent.add(recentCall({ operation: operation.name, at, durationMs, outcome: outcomeCode(next), input: given }))
  }

  return {
    query,
    tab,
    selected,
    subscription,
    input,
    outcome,
    running,
    recent: recent.calls,
    readRecent: recent.read,
    send,
    select,
    setInput: (next: ExplorerInput) => void (selected.value && inputs.set(selected.value.name, next)),
    clearInput: () => void (selected.value && inputs.delete(selected.value.name)),
    cancel: () => running.value?.abort.abort(),
    /** Opens a past call with what it was asked with; secrets are to be typed again. */
    reopen(call: RecentCall): void {
      select(call.operation)
      if (call.input) inputs.set(call.operation, call.input)
    },
  }
})

/** What is looked at: an operation, or in its place a subscription. */
function chooseOne() {
  const selected = shallowRef<Operation>()
  const subscription = shallowRef<Push>()
  const choose = (operation: Operation | undefined, push: Push | undefined): void => {
    selected.value = operation
    subscription.value = push
  }
  return {
    selected,
    subscription,
    forget: () => choose(undefined, undefined),
    /** By its name; one that nothing has changes nothing. */
    select(name: string): void {
      const operation = operationsByName.get(name)
      const push = (Object.values(pushes) as Push[]).find((one) => one.name === name)
      if (operation || push) choose(operation, push)
    },
  }
}

/** As the newest; the oldest goes where there are too many. */
function keepOutcome(outcomes: Map<string, Outcome>, name: string, next: Outcome): void {
  outcomes.delete(name)
  outcomes.set(name, next)
  const [oldest] = outcomes.keys()
  if (outcomes.size > KEPT_OUTCOMES && oldest !== undefined) outcomes.delete(oldest)
}
