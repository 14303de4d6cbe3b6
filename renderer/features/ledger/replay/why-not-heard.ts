import { soundUrl } from '../../../../shared/contract/ledger.ts'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { toEnvelope } from '../../../ui/error-sentence.ts'

/** An element only fails; the host's answer says why. */
export async function whyNotHeard(burstId: number): Promise<ErrorEnvelope> {
  try {
    const answer = await fetch(soundUrl(burstId), { headers: { range: 'bytes=0-0' } })
    if (!answer.ok) return (await answer.json()) as ErrorEnvelope
    return { code: 'file-damaged', details: {} }
  } catch (thrown) {
    return toEnvelope(thrown)
  }
}
