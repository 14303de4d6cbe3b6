/** Counts steps and ends with the one line that scripts read, whatever happens on the way. */

export interface Count {
  readonly passed: number
  readonly failed: number
  /** What failed, each in a line: a log that is cut to its end still names it. */
  readonly failures?: readonly string[]
}

export type Add = (count: Count) => void

/**
 * Runs `steps`; what they throw is said as a sentence and counts as one failure. Returns the exit code: 0 only when something
 * passed and nothing failed. What failed is named before the last line.
 */
export async function runCounted(steps: (add: Add) => Promise<void>, say: (text: string) => void): Promise<number> {
  let passed = 0
  let failed = 0
  const failures: string[] = []
  try {
    await steps((count) => {
      passed += count.passed
      failed += count.failed
      failures.push(...(count.failures ?? []))
    })
  } catch (error) {
    failed++
    say(`\n${error instanceof Error ? error.message : String(error)}`)
  }
  if (failures.length > 0) say(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`)
  say(`\n${passed} passed, ${failed} failed`)
  return failed > 0 || passed === 0 ? 1 : 0
}
