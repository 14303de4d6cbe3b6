import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useCoreReturn } from '../../../../renderer/features/shell/use-core-return.ts'

async function run(answers: readonly (number | undefined)[]) {
  vi.useFakeTimers()
  const left = [...answers]
  const reload = vi.fn()
  const scope = effectScope()
  const state = scope.run(() => useCoreReturn(() => Promise.resolve(left.shift()), reload))
  if (!state) throw new Error('not set up')
  for (let turn = 0; turn < answers.length; turn++) await vi.advanceTimersByTimeAsync(2000)
  return { reload, scope, state, left }
}

describe('useCoreReturn', () => {
  it('waits while nothing answers and reloads once when the core does', async () => {
    const { reload, state } = await run([undefined, undefined, 200])
    expect(state.tries.value).toBe(3)
    expect(reload).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  it('says that a core with another token refuses, and does not reload into the refusal', async () => {
    const { reload, state, scope } = await run([undefined, 403])
    expect(state.refused.value).toBe(true)
    expect(reload).not.toHaveBeenCalled()
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })
})
