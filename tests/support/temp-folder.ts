import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of this test alone; it goes with the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchpost-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
