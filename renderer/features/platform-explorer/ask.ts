import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { Operation } from '../../../shared/platform/define.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { fileNameOf, fileSourceOf } from './file-call.ts'
import type { Outcome } from './outcome.ts'
import { requestOf, type ExplorerInput } from './request.ts'

/** One call of an operation; one that answers a file becomes a download. Never throws: what fails is an outcome too. */
export async function ask(
  client: Pick<WatchpostClient, 'platform' | 'downloads'>,
  operation: Operation,
  input: ExplorerInput,
  signal: AbortSignal,
): Promise<Outcome> {
  const asked = { request: requestOf(operation, input), input, at: Date.now() }
  const startMs = performance.now()
  try {
    const source = fileSourceOf(operation, input)
    if (source) {
      const { id } = await client.downloads.add({ source, name: fileNameOf(source), priority: 'high' })
      return { ...asked, download: id, durationMs: Math.round(performance.now() - startMs) }
    }
    const { beside, ...answer } = await client.platform.call({ operation: operation.name, ...input }, { signal })
    return { ...asked, ...answer, ...(isNothing(beside) ? {} : { beside }) }
  } catch (thrown) {
    const error = toEnvelope(thrown)
    return { ...asked, error, durationMs: error.details.durationMs ?? Math.round(performance.now() - startMs) }
  }
}

function isNothing(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0
}
