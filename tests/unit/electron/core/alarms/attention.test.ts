import { expect, it } from 'vitest'
import { Attention } from '../../../../../electron/core/alarms/attention.ts'
import type { AttentionOptions } from '../../../../../electron/core/alarms/attention.ts'
import type { Alarm } from '../../../../../shared/contract/alarms.ts'
import { AlarmType } from '../../../../../shared/platform/alarm.ts'

it('calls nobody after its session, whose settings it cannot ask any more', () => {
  let called = 0
  const host = {
    notify: async () => void called++,
    flash: async () => void called++,
  } as unknown as AttentionOptions['host']
  const attention = new Attention({
    ...{ host, notifyMs: 0, language: () => 'en' },
    isSilenced: () => {
      throw new Error('not signed in')
    },
  })
  const sos = { level: 'critical', type: AlarmType.sos } as Alarm
  expect(() => attention.raise([sos])).toThrow('not signed in')
  attention.end()
  attention.raise([sos])
  expect(called).toBe(0)
})
