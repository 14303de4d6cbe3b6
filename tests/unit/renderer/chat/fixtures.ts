import type { Conversation, Message, OutboxEntry } from '../../../../shared/contract/chat.ts'

/** 2026-03-02 08:00 local time. */
export const MORNING = new Date(2026, 2, 2, 8).getTime()

export function message(id: number, more: Partial<Message> = {}): Message {
  return {
    id,
    conversation: 1,
    speaker: { kind: 'User', id: 'li', name: 'Li' },
    mine: false,
    time: MORNING + id * 1000,
    body: { kind: 'text', text: `said ${id}` },
    ...more,
  }
}

export function messages(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, at) => message(from + at))
}

export function conversation(id: number, more: Partial<Conversation> = {}): Conversation {
  return {
    id,
    partner: { kind: 'User', id: `u${id}` },
    name: `User ${id}`,
    unread: 0,
    readUpTo: 0,
    completeFrom: 0,
    ...more,
  }
}

export function entry(key: string, more: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    key,
    conversation: 1,
    body: { kind: 'text', text: key },
    createdAt: MORNING,
    state: 'waiting',
    ...more,
  }
}
