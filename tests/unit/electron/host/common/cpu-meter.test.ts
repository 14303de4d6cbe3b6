import { expect, it } from 'vitest'
import { createCpuMeter } from '../../../../../electron/host/common/cpu-meter.ts'

it('counts what was spent since the last look, new processes whole, ended ones not backwards', () => {
  const clock = { now: 0 }
  const percent = createCpuMeter(() => clock.now)
  expect(percent([{ key: 'core', cpuMs: 500 }])).toBe(0)
  clock.now = 1000
  expect(
    percent([
      { key: 'core', cpuMs: 600 },
      { key: 'page', cpuMs: 400 },
    ]),
  ).toBe(50)
  clock.now = 2000
  expect(percent([{ key: 'core', cpuMs: 700 }])).toBe(10)
  expect(percent([{ key: 'core', cpuMs: 900 }])).toBe(0)
})
