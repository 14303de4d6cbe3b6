/** Closing dialogs: what is asked about, how far it is, and what the platform refused. */
import { computed, ref, shallowRef } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { inParallel } from '../../../shared/in-parallel.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import type { DialogLine } from './dialog-line.ts'

/** At once at the platform. */
const LANES = 4

export interface Refused {
  readonly line: DialogLine
  readonly error: ErrorEnvelope
}

export type Closing = ReturnType<typeof useClosing>

/** @param close closes one at the platform and throws what is refused */
export function useClosing(close: (id: string) => Promise<void>, onClosed: () => void) {
  /** What is asked about now, as it was when the question came up. */
  const asked = shallowRef<readonly DialogLine[]>([])
  const isAsking = ref(false)
  /** While it runs: how many of `asked` the platform answered for. */
  const done = ref<number>()
  const refused = shallowRef<readonly Refused[]>([])

  const isRunning = computed(() => done.value !== undefined)
  let isStopped = false

  function ask(lines: readonly DialogLine[]): void {
    if (lines.length === 0 || isAsking.value || isRunning.value) return
    asked.value = [...lines]
    refused.value = []
    isAsking.value = true
  }

  /** Closes all that were asked about. The question goes when none was refused; refused ones stay in it to be tried again. */
  async function run(): Promise<void> {
    if (isRunning.value) return
    done.value = 0
    isStopped = false
    const failed: Refused[] = []
    await inParallel(LANES, asked.value, async (line) => {
      if (isStopped) return
      try {
        await close(line.key)
      } catch (error) {
        failed.push({ line, error: toEnvelope(error) })
      }
      done.value = (done.value ?? 0) + 1
    })
    done.value = undefined
    refused.value = failed
    if (failed.length > 0) asked.value = failed.map(({ line }) => line)
    isAsking.value = failed.length > 0
    onClosed()
  }

  /** Puts the question away. While it runs, what has not begun is left open, and the question goes when the rest is answered. */
  function leave(): void {
    if (isRunning.value) isStopped = true
    else isAsking.value = false
  }

  return { asked, isAsking, isRunning, done, refused, ask, run, leave }
}
