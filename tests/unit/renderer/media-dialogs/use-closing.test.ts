import { describe, expect, it } from 'vitest'
import { lineOf } from '../../../../renderer/features/media-dialogs/dialog-line.ts'
import { useClosing } from '../../../../renderer/features/media-dialogs/use-closing.ts'
import { AppError } from '../../../../shared/errors.ts'

const line = (id: string) => lineOf({ id, time: 1, index: 0, status: 'Working' })

describe('closing', () => {
  it('closes all that were asked about, and the question goes', async () => {
    const closed: string[] = []
    let looked = 0
    const closing = useClosing(
      async (id) => void closed.push(id),
      () => void looked++,
    )
    closing.ask([])
    expect(closing.isAsking.value).toBe(false)
    closing.ask(['a', 'b', 'c'].map(line))
    expect(closed).toEqual([])
    await closing.run()
    expect(closed.toSorted()).toEqual(['a', 'b', 'c'])
    expect(closing.isAsking.value).toBe(false)
    expect(looked).toBe(1)
  })

  it('can be stopped: what has not begun stays open, and what was refused meanwhile is told', async () => {
    const waiting: { id: string; answer: (error?: Error) => void }[] = []
    const closing = useClosing(
      (id) =>
        new Promise((resolve, reject) => {
          waiting.push({ id, answer: (error) => (error ? reject(error) : resolve()) })
        }),
      () => undefined,
    )
    const ids = [...'abcdefgh']
    closing.ask(ids.map(line))
    const running = closing.run()
    const begun = waiting.map(({ id }) => id)
    expect(begun.length).toBeLessThan(ids.length)
    closing.leave()
    closing.ask([line('z')])
    expect(closing.asked.value).toHaveLength(ids.length)
    waiting.forEach(({ answer }, at) => answer(at === 0 ? new AppError('timeout') : undefined))
    await running
    expect(waiting.map(({ id }) => id)).toEqual(begun)
    expect([closing.isAsking.value, closing.isRunning.value]).toEqual([true, false])
    expect(closing.asked.value.map(({ key }) => key)).toEqual(['a'])
    closing.leave()
    expect(closing.isAsking.value).toBe(false)
  })

  it('goes on after a refusal, and keeps what was refused to be tried again', async () => {
    let isRefusing = true
    const closed: string[] = []
    const closing = useClosing(
      async (id) => {
        if (isRefusing && id === 'b') throw new AppError('platform', { platformCode: 16 })
        closed.push(id)
      },
      () => undefined,
    )
    closing.ask(['a', 'b', 'c'].map(line))
    await closing.run()
    expect(closed.toSorted()).toEqual(['a', 'c'])
    expect(closing.isAsking.value).toBe(true)
    expect(closing.refused.value).toMatchObject([{ line: { key: 'b' }, error: { details: { platformCode: 16 } } }])
    isRefusing = false
    await closing.run()
    expect(closed.toSorted()).toEqual(['a', 'b', 'c'])
    expect(closing.isAsking.value).toBe(false)
  })
})
