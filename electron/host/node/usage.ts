import type { Host } from '../../core/host.ts'
import { createCpuMeter } from '../common/cpu-meter.ts'
import { sampleTree } from './process-tree.ts'

/** What this process uses, and with it the browser whose process `browserPid` names, where the system tells. */
export function createUsage(browserPid: () => number | undefined): Host['usage'] {
  const cpu = createCpuMeter(() => performance.now())
  return async () => {
    const pid = browserPid()
    const browser = pid === undefined ? undefined : await sampleTree(pid)
    const { user, system } = process.cpuUsage()
    const own = { key: 'core', cpuMs: (user + system) / 1000 }
    const memoryBytes = process.memoryUsage.rss() + (browser?.memoryBytes ?? 0)
    return {
      cpuPercent: cpu([own, ...(browser?.processes ?? [])]),
      memoryMb: memoryBytes / (1024 * 1024),
      covers: browser ? 'all' : 'core',
    }
  }
}
