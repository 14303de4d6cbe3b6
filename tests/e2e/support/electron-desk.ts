import path from 'node:path'
import { _electron, type BrowserContext, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { electronProgram } from '../../../electron/electron-runtime.ts'
import { LOOPBACK_MEDIA } from './browser.ts'
import type { ServeProcess } from './serve-process.ts'

const ROOT = path.resolve(import.meta.dirname, '../../..')

/** The same desk in the Electron app: its window is the page, its process the client. */
export async function openElectronDesk(
  profile: string,
): Promise<{ page: Page; context: BrowserContext; serve: ServeProcess }> {
  const executablePath = electronProgram()
  if (executablePath === undefined) throw new Error('no Electron runtime')
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath,
    args: [ROOT, `--user-data-dir=${profile}`, '--lang=en-US', ...LOOPBACK_MEDIA, ...sandbox],
  })
  const child = app.process()
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await app.close()
  })
  const serve: ServeProcess = {
    url: 'app://watchpost/',
    pid: child.pid ?? 0,
    end: () => app.close(),
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
  return { page: await app.firstWindow(), context: app.context(), serve }
}
