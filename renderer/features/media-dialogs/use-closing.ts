/** Closing dialogs: what is asked about, how far it is, and what the platform refused. */
import { ref, shallowRef } from 'vue'
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
  /** How many of `asked` the platform answered for; undefined before it was told to. */
  const done = ref<number>()
  const refused = shallowRef<readonly Refused[]>([])

  function ask(lines: readonly DialogLine[]): void {
    if (lines.length === 0 || isAsking.value) return
    asked.value = [...lines]
    done.value = undefined
    refused.value = []
    isAsking.value = true
  }

  /** Closes all that were asked about. The question goes when none was refused; refused ones stay in it. */
  async function run(): Promise<void> {
    if (done.value !== undefined) return
    done.value = 0
    const failed: Refused[] = []
    await inParallel(LANES, asked.value, async (line) => {
      try {
        await close(line.key)
      } catch (error) {
        failed.push({ line, error: toEnvelope(error) })
      }
      done.value = (done.value ?? 0) + 1
    })
    refused.value = failed
    if (failed.length === 0) isAsking.value = false
    else {
      // What is left can be tried again.
      asked.value = failed.map(({ line }) => line)
      done.value = undefined
    }
    onClosed()
  }

  /** Puts the question away; what runs already goes on. */
  const leave = (): void => void (isAsking.value = false)

  return { asked, isAsking, done, refused, ask, run, leave }
}
