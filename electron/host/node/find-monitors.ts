/** The monitors of this computer without Electron: asked of X11. Elsewhere nobody tells, and the list is empty. */
import { execFile } from 'node:child_process'
import { numberMonitors, parseXrandr, type NumberedMonitor } from '../common/monitors.ts'

const BOUND_MS = 3_000

export function findMonitors(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<NumberedMonitor[]> {
  if (process.platform !== 'linux' || !environment['DISPLAY']) return Promise.resolve([])
  return new Promise((resolve) => {
    execFile('xrandr', ['--listactivemonitors'], { timeout: BOUND_MS, env: { ...environment } }, (error, text) =>
      resolve(error ? [] : numberMonitors(parseXrandr(text))),
    )
  })
}
