import { expect, it } from 'vitest'
import { runCounted, type Add } from '../run-counted.ts'

async function run(steps: (add: Add) => Promise<void>): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  const code = await runCounted(steps, (text) => lines.push(...text.split('\n').filter(Boolean)))
  return { code, lines }
}

it('adds up and is content when nothing failed', async () => {
  const { code, lines } = await run((add) => {
    add({ passed: 3, failed: 0 })
    add({ passed: 2, failed: 0 })
    return Promise.resolve()
  })
  expect({ code, lines }).toEqual({ code: 0, lines: ['5 passed, 0 failed'] })
})

it('ends with its line when a step throws, which counts', async () => {
  const { code, lines } = await run((add) => {
    add({ passed: 3, failed: 1 })
    return Promise.reject(new Error('apt-get could not install Chromium (no network).'))
  })
  expect(code).toBe(1)
  expect(lines).toEqual(['apt-get could not install Chromium (no network).', '3 passed, 2 failed'])
})

it('is not content with nothing', async () => {
  expect(await run(() => Promise.resolve())).toEqual({ code: 1, lines: ['0 passed, 0 failed'] })
})

it('names what failed before the last line', async () => {
  const { lines } = await run((add) => {
    add({ passed: 1, failed: 1, failures: ['lint'] })
    add({ passed: 5, failed: 1, failures: ['unit: tests/a.test.ts: keeps its word'] })
    return Promise.resolve()
  })
  expect(lines).toEqual(['Failed:', '  lint', '  unit: tests/a.test.ts: keeps its word', '6 passed, 2 failed'])
})
