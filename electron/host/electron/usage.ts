import { app, type ProcessMetric } from 'electron'
import type { Host } from '../../core/host.ts'
import { createCpuMeter } from '../common/cpu-meter.ts'

/** All processes of the program. From running totals: Electron's own percentage is divided by the number of cores. */
export function createUsage(): Host['usage'] {
  const cpu = createCpuMeter(() => performance.now())
  const memoryKb = ({ memory }: ProcessMetric): number => memory.privateBytes ?? memory.workingSetSize
  return () => {
    const metrics = app.getAppMetrics()
    const samples = metrics.map(({ pid, creationTime, cpu: { cumulativeCPUUsage = 0 } }) => ({
      key: `${pid}@${creationTime}`,
      cpuMs: cumulativeCPUUsage * 1000,
    }))
    const memoryMb = metrics.reduce((sum, metric) => sum + memoryKb(metric), 0) / 1024
    return Promise.resolve({ cpuPercent: cpu(samples), memoryMb, covers: 'all' })
  }
}
