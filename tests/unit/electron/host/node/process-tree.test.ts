import { spawn } from 'node:child_process'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseStat, sampleTree } from '../../../../../electron/host/node/process-tree.ts'
import { until } from '../../../../support/until.ts'

describe('the processes of a browser', () => {
  it('are read from a line of /proc, whatever their name', () => {
    const line = '42 (a) b (c) S 7 42 42 0 -1 4194304 1 2 3 4 150 50 0 0 20 0 1 0 98765 1000 20'
    expect(parseStat(line)).toEqual({ key: '42@98765', pid: 42, parent: 7, cpuMs: 2000 })
    expect(parseStat('')).toBeUndefined()
  })

  it.runIf(process.platform === 'linux')('include the children of children', async () => {
    const script = "require('child_process').spawn(process.execPath, ['-e', 'for(;;);'])"
    const child = spawn(process.execPath, ['-e', script])
    onTestFinished(async () => {
      const tree = await sampleTree(child.pid ?? 0)
      for (const { key } of tree?.processes ?? []) process.kill(Number.parseInt(key, 10), 'SIGKILL')
    })
    const tree = await until('a busy grandchild', async () => {
      const sample = await sampleTree(child.pid ?? 0)
      return sample?.processes.length === 2 && sample.processes.some((one) => one.cpuMs > 100) ? sample : undefined
    })
    expect(tree.memoryBytes).toBeGreaterThan(1024 * 1024)
  })

  it('are none when the process is gone', async () => {
    expect(await sampleTree(2 ** 30)).toBeUndefined()
  })
})
