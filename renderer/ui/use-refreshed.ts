/**
 * Something of the platform that is looked at again and again while it is on the screen: every few seconds, never twice at once,
 * not in a hidden window, and no more by itself once the platform said that it never will.
 */
import { useDocumentVisibility, useTimeoutFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { AppError, type ErrorEnvelope } from '../../shared/errors.ts'
import type { SyncState } from '../../shared/contract/sync-state.ts'
import { PlatformCode } from '../../shared/platform/codes.ts'
import { toEnvelope } from './error-sentence.ts'

export const REFRESH_MS = 5000

export type Refreshed<T> = ReturnType<typeof useRefreshed<T>>

/** Refusals that asking again does not change. */
const FINAL: ReadonlySet<number | undefined> = new Set([
  PlatformCode.noPermission,
  PlatformCode.forbidden,
  PlatformCode.unsupported,
])

export function useRefreshed<T>(read: (signal: AbortSignal) => Promise<T>, everyMs = REFRESH_MS) {
  const value = shallowRef<T>()
  /** Epoch ms of this machine. */
  const asOf = ref<number>()
  const error = shallowRef<ErrorEnvelope>()
  const retryAt = ref<number>()
  const reading = ref(false)
  /** What is shown answers an earlier question. */
  const changing = ref(false)
  const visibility = useDocumentVisibility()
  let running = new AbortController()

  async function run(): Promise<void> {
    running.abort()
    const mine = (running = new AbortController())
    timer.stop()
    reading.value = true
    try {
      const answer = await read(mine.signal)
      if (mine.signal.aborted) return
      value.value = answer
      asOf.value = Date.now()
      error.value = undefined
    } catch (thrown) {
      if (mine.signal.aborted) return
      // The answer to an earlier question is none to this one, and what may not be seen is not kept on the screen.
      if (changing.value || isFinal(thrown)) value.value = undefined
      error.value = toEnvelope(thrown)
    }
    changing.value = reading.value = false
    plan()
  }

  const timer = useTimeoutFn(() => void run(), everyMs, { immediate: false })
  function plan(): void {
    const isOver = FINAL.has(error.value?.details.platformCode)
    const isDue = visibility.value === 'visible' && !isOver
    retryAt.value = error.value && isDue ? Date.now() + everyMs : undefined
    if (isDue) timer.start()
  }

  watch(visibility, (state) => {
    if (state !== 'visible') timer.stop()
    else if (!reading.value && !FINAL.has(error.value?.details.platformCode)) void run()
  })
  onScopeDispose(() => {
    running.abort()
    timer.stop()
  })
  void run()

  const state = computed(() => stateOf(value.value !== undefined, asOf.value, error.value, retryAt.value))

  return {
    value,
    asOf,
    error,
    reading,
    changing,
    state,
    refresh: run,
    /** The question changed: what is shown answers another one until the answer is there. */
    ask: (): Promise<void> => {
      changing.value = true
      return run()
    },
  }
}

function isFinal(thrown: unknown): boolean {
  return thrown instanceof AppError && FINAL.has(thrown.details.platformCode)
}

function stateOf(isShown: boolean, asOf?: number, error?: ErrorEnvelope, retryAt?: number): SyncState {
  const failed = { ...(error ? { error } : {}), ...(retryAt === undefined ? {} : { retryAt }) }
  if (!isShown) return { phase: 'loading', ...failed }
  return error && asOf !== undefined ? { phase: 'stale', staleSince: asOf, ...failed } : { phase: 'live' }
}
