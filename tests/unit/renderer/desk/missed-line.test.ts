import { describe, expect, it } from 'vitest'
import { missedKey } from '../../../../renderer/features/desk/missed-line.ts'
import type { MissedItem } from '../../../../shared/contract/desk.ts'

const message: MissedItem = {
  kind: 'message',
  time: 2,
  conversationName: 'Patrol',
  message: {
    id: 7,
    conversation: 3,
    speaker: { kind: 'User', id: 'u', name: 'U' },
    mine: false,
    time: 2,
    body: { kind: 'text', text: 'hello' },
  },
}
const left: MissedItem = { kind: 'presence', time: 3, device: { id: 'd1', name: 'Car' }, online: false }

describe('a line of what was missed', () => {
  it('has a key of its own, also when a unit comes and goes', () => {
    const came: MissedItem = { ...left, online: true }
    const keys = [message, left, came, { ...left, time: 4 }].map(missedKey)
    expect(new Set(keys).size).toBe(4)
  })
})
