import { expect, it, onTestFinished } from 'vitest'
import { createClock } from '../../simulator/clock.ts'
import { until } from '../../support/until.ts'

function clockAt(startMs: number) {
  const time = { ms: startMs }
  const clock = createClock(() => time.ms)
  onTestFinished(() => clock.dispose())
  return { clock, time }
}

it('runs what is due in order, each at its own time, when time is advanced', () => {
  const { clock } = clockAt(1000)
  const seen: [string, number][] = []
  const note = (name: string) => () => seen.push([name, clock.now()])
  clock.after(500, note('late'))
  clock.after(100, () => {
    note('early')()
    clock.after(50, note('follows'))
  })
  clock.after(5000, note('not yet'))
  clock.advance(1000)
  expect(seen).toEqual([
    ['early', 1100],
    ['follows', 1150],
    ['late', 1500],
  ])
  expect(clock.now()).toBe(2000)
})

it('repeats until it is ended, and takes back what was put in', () => {
  const { clock } = clockAt(0)
  let beats = 0
  const end = clock.every(100, () => beats++)
  const never = clock.after(150, () => (beats = -1000))
  never()
  clock.advance(350)
  expect(beats).toBe(3)
  end()
  clock.advance(1000)
  expect(beats).toBe(3)
})

it('runs by itself as time passes', async () => {
  const { clock, time } = clockAt(0)
  let ran = false
  clock.after(100, () => (ran = true))
  time.ms = 100
  await until('run', () => ran)
})
