// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useRefreshed } from '../../../../renderer/ui/use-refreshed.ts'
import { AppError } from '../../../../shared/errors.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function refreshed(answer: () => Promise<string>) {
  let asked = 0
  const scope = effectScope()
  const list = scope.run(() => useRefreshed(() => (asked++, answer()), 5000))
  if (!list) throw new Error('no scope')
  return { list, asked: () => asked, stop: () => scope.stop() }
}

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

describe('what is looked at again and again', () => {
  it('is read at once, then each five seconds after the answer, and no more when it is off the screen', async () => {
    const { list, asked, stop } = refreshed(async () => 'rows')
    expect(list.state.value.phase).toBe('loading')
    await settle()
    expect([list.value.value, asked(), list.state.value.phase]).toEqual(['rows', 1, 'live'])
    await settle(10_000)
    expect(asked()).toBe(3)
    stop()
    await settle(20_000)
    expect(asked()).toBe(3)
  })

  it('never asks while an answer is on its way', async () => {
    const { asked, stop } = refreshed(() => new Promise((resolve) => setTimeout(() => resolve('late'), 12_000)))
    await settle(11_000)
    expect(asked()).toBe(1)
    stop()
  })

  it('stays, as stale, when it cannot be read any more, and is tried again', async () => {
    let isAway = false
    const { list, asked, stop } = refreshed(async () => {
      if (isAway) throw new AppError('timeout')
      return 'rows'
    })
    await settle()
    const asOf = list.asOf.value
    isAway = true
    await settle(5000)
    expect(list.value.value).toBe('rows')
    expect(list.state.value).toMatchObject({ phase: 'stale', staleSince: asOf, error: { code: 'timeout' } })
    expect(list.state.value.retryAt).toBe(Date.now() + 5000)
    isAway = false
    await settle(5000)
    expect([asked(), list.state.value.phase]).toEqual([3, 'live'])
    stop()
  })

  it('goes when it may not be seen, and is not asked for again but by hand', async () => {
    let code = 0
    const { list, asked, stop } = refreshed(async () => {
      if (code > 0) throw new AppError('platform', { platformCode: code })
      return 'rows'
    })
    await settle()
    code = 16
    await settle(60_000)
    expect([list.value.value, asked()]).toEqual([undefined, 2])
    expect(list.state.value).toMatchObject({ phase: 'loading', error: { details: { platformCode: 16 } } })
    code = 0
    await list.refresh()
    expect(list.state.value.phase).toBe('live')
    await settle(5000)
    expect(asked()).toBe(4)
    stop()
  })

  it('answers the last question only: what was asked before neither shows nor stays', async () => {
    const answers: { resolve: (text: string) => void; reject: (error: Error) => void }[] = []
    const { list, stop } = refreshed(() => new Promise((resolve, reject) => answers.push({ resolve, reject })))
    answers[0]?.resolve('all')
    await settle()
    void list.ask()
    void list.ask()
    answers[2]?.resolve('second question')
    await settle()
    answers[1]?.resolve('first question')
    await settle()
    expect([list.value.value, list.changing.value]).toEqual(['second question', false])
    void list.ask()
    expect(list.changing.value).toBe(true)
    answers[3]?.reject(new AppError('timeout'))
    await settle()
    expect([list.value.value, list.error.value?.code]).toEqual([undefined, 'timeout'])
    stop()
  })
})
