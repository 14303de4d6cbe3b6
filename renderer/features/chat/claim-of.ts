/** Claims and reservations among the messages. */
import type { ClaimWord, Message } from '../../../shared/contract/chat.ts'

/** A message that is a desk's word to the other desks. Undefined for all that is said to people. */
export function claimOf({ body }: Message): ClaimWord | undefined {
  return body.kind === 'custom' ? body.claim : undefined
}

/** What it is of, for comparing. */
export function subjectOf(claim: ClaimWord): string {
  return claim.about === 'alarm' ? `alarm ${claim.key}` : `camera ${claim.index} ${claim.puid}`
}
