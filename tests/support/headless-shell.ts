/**
 * Chromium without the windows, menus and services of a browser: pages are the same, and cost half the processor time beside
 * them. End-to-end tests use it where it is; what the client does with windows of a browser is tested with a whole one.
 */
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { installPackage } from '../../electron/host/node/chromium.ts'

const NAME = 'chromium-headless-shell'

/** On the search path; undefined where it is not, or where `WATCHPOST_CHROMIUM` names the browser to test with. */
export function findHeadlessShell(environment = process.env): string | undefined {
  if (environment['WATCHPOST_CHROMIUM']) return undefined
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder))
  return folders.map((folder) => path.join(folder, NAME)).find(isProgram)
}

/** Installs it where that can be done; tests run without it too, only longer. */
export async function installHeadlessShell(say: (text: string) => void): Promise<void> {
  if (process.env['WATCHPOST_CHROMIUM'] || findHeadlessShell() !== undefined) return
  const problem = await installPackage(NAME)
  if (problem !== undefined) say(`The end-to-end tests run in a whole Chromium, which takes longer: ${problem}.`)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
