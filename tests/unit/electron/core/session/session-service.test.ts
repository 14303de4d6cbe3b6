import { expect, it } from 'vitest'
import type { ActiveSession } from '../../../../../electron/core/session/active-session.ts'
import { endServices, type SessionService } from '../../../../../electron/core/session/session-service.ts'

const session = {} as ActiveSession

it('ends all at once but foundations, which wait for everyone, also for those that fail', async () => {
  const order: string[] = []
  const ended: { [name: string]: () => void } = {}
  const service = (name: string, isFoundation = false): SessionService => ({
    isFoundation,
    start: () => undefined,
    end: () => {
      order.push(`${name} begins`)
      return new Promise<void>((resolve) => (ended[name] = resolve)).then(() => {
        order.push(`${name} ended`)
      })
    },
  })
  const failing: SessionService = { start: () => undefined, end: () => Promise.reject(new Error('broken')) }
  const failed: unknown[] = []
  const all = [service('database', true), service('chat'), failing, service('alarms')]
  const ending = endServices(all, session, (reason) => failed.push(String(reason)))
  expect(order).toEqual(['alarms begins', 'chat begins'])
  ended['chat']?.()
  await Promise.resolve()
  ended['alarms']?.()
  await expect.poll(() => order.at(-1)).toBe('database begins')
  expect(order).toEqual(['alarms begins', 'chat begins', 'chat ended', 'alarms ended', 'database begins'])
  expect(failed).toEqual(['Error: broken'])
  ended['database']?.()
  await ending
  expect(order.at(-1)).toBe('database ended')
})
