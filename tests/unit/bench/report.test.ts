import { describe, expect, it } from 'vitest'
import { reporter } from '../../bench/report.ts'

function written(): { report: ReturnType<typeof reporter>; lines: unknown[]; remarks: string[] } {
  const lines: unknown[] = []
  const remarks: string[] = []
  const report = reporter(
    'panes',
    (line) => lines.push(JSON.parse(line)),
    (text) => remarks.push(text),
  )
  return { report, lines, remarks }
}

describe('the report', () => {
  it('compares many measurements by their medians', () => {
    const { report, lines } = written()
    report.samples('cold', 'ms', [30, 10, 20.126], [10, 5, 40])
    const numbers = { value: 20.13, p50: 20.13, p95: 30, p99: 30, baseline: 10, ratio: 2.01 }
    expect(lines).toEqual([{ bench: 'panes', case: 'cold', unit: 'ms', ...numbers }])
  })

  it('leaves out what does not apply', () => {
    const { report, lines } = written()
    report.value('heap', 'MB', 3)
    report.value('freezes', 'freezes', 2, 0)
    expect(lines).toEqual([
      { bench: 'panes', case: 'heap', unit: 'MB', value: 3 },
      { bench: 'panes', case: 'freezes', unit: 'freezes', value: 2, baseline: 0 },
    ])
  })

  it('refuses to report a figure that is none', () => {
    const { report, lines } = written()
    expect(() => report.value('heap', 'MB', Number.NaN)).toThrow('heap')
    expect(lines).toEqual([])
  })

  it('keeps remarks apart', () => {
    const { report, lines, remarks } = written()
    report.remark('busy')
    expect([lines, remarks]).toEqual([[], ['panes: busy']])
  })
})
