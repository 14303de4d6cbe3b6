/** Counts what Vitest's JSON report tells, and names what failed. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Count } from './run-counted.ts'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly FileResult[]
}

interface FileResult {
  readonly name: string
  readonly status: string
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
}

/**
 * `step` names the step in what failed, `exitCode` is Vitest's own: a file that does not load and a process that dies have no
 * test that failed, but end with another code than 0.
 */
export async function readReport(file: string, step: string, exitCode: number): Promise<Count> {
  let report: Report
  try {
    report = JSON.parse(await readFile(file, 'utf8')) as Report
  } catch {
    return { passed: 0, failed: 1, failures: [`${step}: ended with ${exitCode} and without a report`] }
  }
  const passed = report.numPassedTests
  const failures = report.testResults.flatMap((result) => failuresOf(result).map((failure) => `${step}: ${failure}`))
  if (report.numFailedTests > 0) return { passed, failed: report.numFailedTests, failures }
  if (exitCode === 0) return { passed, failed: 0 }
  if (failures.length === 0) failures.push(`${step}: ended with ${exitCode}, see what it printed`)
  return { passed, failed: 1, failures }
}

function failuresOf({ name, status, assertionResults }: FileResult): string[] {
  const file = path.relative(path.resolve(import.meta.dirname, '..'), name)
  const failed = assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName }) => `${file}: ${fullName}`)
  return failed.length === 0 && status === 'failed' ? [`${file}: the file as a whole`] : failed
}
