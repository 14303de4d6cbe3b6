/** Processor time of processes, from Linux' own books. */
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'

/** Linux counts in hundredths of a second, whatever its kernel's own tick is. */
const TICKS_PER_SECOND = 100

/** Fields 14 and 15 of `/proc/<pid>/stat`: user and system time. The name in field 2 may hold spaces and parentheses. */
export function cpuSecondsOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** Seconds of processor time so far, with all threads. A process that is gone has none. */
export async function cpuSeconds(pids: readonly number[]): Promise<number> {
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)))
  return stats.reduce((sum, stat) => sum + (stat === undefined ? 0 : cpuSecondsOf(stat)), 0)
}

export interface BrowserProcesses {
  readonly renderers: number[]
  /** GPU process (here it composes in software), network and other services, the browser itself. */
  readonly others: number[]
}

export async function browserProcesses(browser: Browser): Promise<BrowserProcesses> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const pids = (wanted: boolean): number[] =>
    processInfo.filter(({ type }) => (type === 'renderer') === wanted).map(({ id }) => id)
  return { renderers: pids(true), others: pids(false) }
}
