/** Which unit on the map a speech came from. */
import type { LedgerBurst } from '../../../shared/contract/ledger.ts'

/**
 * The device that was talked with, the one that spoke, or the terminal that who spoke carries now. Undefined for a desk, which
 * stands nowhere on the map.
 *
 * @param terminalsOf device IDs a user is signed in on now
 */
export function unitOfBurst(
  { kind, place, speaker, speakerKind }: LedgerBurst,
  terminalsOf: (user: string) => readonly string[],
): string | undefined {
  if (kind === 'intercom') return place
  return speakerKind === 'PU' ? speaker : terminalsOf(speaker)[0]
}
