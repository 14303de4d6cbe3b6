/** One message on its way: asks the platform to send it, or finds out what became of an earlier try. */
import type { OutboxEntry } from '../../../shared/contract/chat.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { SpeakerType } from '../../../shared/platform/message-content.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { historyPage } from './history.ts'
import type { IncomingMessage } from './incoming.ts'
import { outgoing, saysTheSame, storedContentOf } from './message-body.ts'
import type { OutboxItem } from './rows.ts'

const PAGE_SIZE = 200

/**
 * - `refused`: the platform's word, nothing was said. - `away`: nothing was said, later it may go. - `unsure`: it may have been said.
 */
export type Outcome =
  { kind: 'sent'; message: IncomingMessage } | { kind: 'refused' | 'away' | 'unsure'; error: AppError }

/** Broken before the request could have reached anybody. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'dns',
  'refused',
  'unreachable',
  'tls-unknown',
  'tls-changed',
  'tls-failed',
])

export async function deliver(session: ActiveSession, item: OutboxItem): Promise<Outcome> {
  const { entry, partner } = item
  const body = { audience: partner.id, audienceType: partner.kind, ...outgoing(entry.body, entry.key) }
  try {
    const { beside } = await session.call(operations.im.send, { body })
    return { kind: 'sent', message: sentMessage(session, item, beside.id) }
  } catch (error) {
    const known =
      error instanceof AppError ? error : new AppError('internal', { reason: String(error) }, { cause: error })
    return { kind: kindOf(known), error: known }
  }
}

/** What the answer does not say is known: it was said now, by the platform's clock. */
function sentMessage(session: ActiveSession, { entry, partner }: OutboxItem, id: number): IncomingMessage {
  if (!Number.isSafeInteger(id) || id <= 0) throw new AppError('bad-answer', { operation: 'im.send', path: '/id' })
  return {
    id,
    kind: partner.kind,
    partner: partner.id,
    speakerKind: SpeakerType.user,
    speaker: session.username,
    mine: true,
    time: Math.floor(session.now() / 1000) * 1000,
    ...storedContentOf(entry.body, entry.key),
  }
}

function kindOf({ code, details }: AppError): 'refused' | 'away' | 'unsure' {
  if (NOT_SENT.has(code)) return 'away'
  // The session ended: signed in again it goes.
  if (code === 'platform') return details.platformCode === PlatformCode.authentication ? 'away' : 'refused'
  return 'unsure'
}

/**
 * Looks in the history for what an earlier try may have said: by its key, or, where the platform does not hand keys on, by who
 * said what to whom since. Errors: those of the calls.
 */
export async function findSaid(session: ActiveSession, item: OutboxItem): Promise<IncomingMessage | undefined> {
  const { entry, partner, attemptAfter } = item
  let alike: IncomingMessage | undefined
  for (let high = 0; ;) {
    const page = await historyPage(session, { low: attemptAfter + 1, high, partner }, PAGE_SIZE)
    const mine = page.messages.filter((message) => message.mine && isTo(message, item))
    const exact = mine.find(({ key }) => key === entry.key)
    if (exact) return exact
    // The first of several that say the same: those after it are others.
    for (const message of mine) {
      if (message.key === null && message.id < (alike?.id ?? Infinity) && saysTheSame(message, entry.body))
        alike = message
    }
    if (!page.more) return alike
    high = page.messages.reduce((low, { id }) => Math.min(low, id), Number.MAX_SAFE_INTEGER) - 1
  }
}

function isTo({ kind, partner: id }: IncomingMessage, { partner }: OutboxItem): boolean {
  return kind === partner.kind && id === partner.id
}

/** What the operator is told of a failure. */
export function failure(error: AppError): NonNullable<OutboxEntry['error']> {
  return error.toEnvelope()
}
