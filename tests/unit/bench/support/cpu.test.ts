import { describe, expect, it } from 'vitest'
import { cpuSeconds, cpuSecondsOf } from '../../../bench/support/cpu.ts'

describe('processor time', () => {
  it('is user and system time, also behind a name with spaces and parentheses', () => {
    const rest = 'S 1 1 1 0 -1 4194560 900 0 0 0 250 50 0 0 20 0 12 0 100 200 300'
    expect(cpuSecondsOf(`7 (node) ${rest}`)).toBe(3)
    expect(cpuSecondsOf(`7 (a) b (c d) ${rest}`)).toBe(3)
  })

  it.runIf(process.platform === 'linux')(
    'grows while this process works, and is nothing for one that is gone',
    async () => {
      const before = await cpuSeconds([process.pid])
      const until = performance.now() + 10_000
      while (performance.now() < until && process.cpuUsage().user / 1e6 < before + 0.1) Math.sqrt(until)
      expect(await cpuSeconds([process.pid])).toBeGreaterThan(before)
      expect(await cpuSeconds([2 ** 30])).toBe(0)
    },
  )
})
