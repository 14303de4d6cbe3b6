/** Counts steps and ends with the one line that scripts read, whatever happens on the way. */

export interface Count {
  readonly passed: number
  readonly failed: number
}

export type Add = (count: Count) => void

/**
 * Runs `steps`; what they throw is said as a sentence and counts as one failure. Returns the exit code: 0 only when something
 * passed and nothing failed.
 */
export async function runCounted(steps: (add: Add) => Promise<void>, say: (text: string) => void): Promise<number> {
  let passed = 0
  let failed = 0
  try {
    await steps((count) => {
      passed += count.passed
      failed += count.failed
    })
  } catch (error) {
    failed++
    say(`\n${error instanceof Error ? error.message : String(error)}`)
  }
  say(`\n${passed} passed, ${failed} failed`)
  return failed > 0 || passed === 0 ? 1 : 0
}
