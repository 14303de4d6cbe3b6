/**
 * `npm run bench -- NAME…`: the named benchmarks, or all. `--renderer DIR` measures another build of the renderer than the
 * one of this tree. `--sizes 1,4` and `--ways webrtc` measure less of `wall`.
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../electron/build.ts'
import { backfill } from './backfill.ts'
import { contractBench } from './contract.ts'
import { firstFrame } from './first-frame.ts'
import { ingest } from './ingest.ts'
import { map } from './map.ts'
import { openConversation } from './open-conversation.ts'
import { reporter } from './report.ts'
import { search } from './search.ts'
import { start } from './start.ts'
import type { Bench, BenchContext } from './support/bench.ts'
import { track } from './track.ts'
import { tree } from './tree.ts'
import { wall } from './wall.ts'

const BENCHES: ReadonlyMap<string, Bench> = new Map([
  ['first-frame', firstFrame],
  ['wall', wall],
  ['tree', tree],
  ['start', start],
  ['contract', contractBench],
  ['search', search],
  ['ingest', ingest],
  ['open-conversation', openConversation],
  ['backfill', backfill],
  ['map', map],
  ['track', track],
])

const say = (text: string): void => void process.stderr.write(`${text}\n`)

type Given = Pick<BenchContext, 'serveArguments' | 'options'>

async function runOne(name: string, bench: Bench, given: Given): Promise<void> {
  const report = reporter(name, (line) => process.stdout.write(`${line}\n`), say)
  const startedAt = performance.now()
  await using owned = new AsyncDisposableStack()
  await bench({ report, owned, ...given })
  const tookS = Math.round((performance.now() - startedAt) / 1000)
  report.remark(`took ${tookS} s; load average ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`)
}

/** What broke, before what broke while cleaning up after it. */
function wordsOf(error: unknown): string {
  if (error instanceof SuppressedError) return `${wordsOf(error.suppressed)}\n  then: ${wordsOf(error.error)}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { renderer: { type: 'string' }, sizes: { type: 'string' }, ways: { type: 'string' } },
  })
  const unknown = positionals.find((name) => !BENCHES.has(name))
  if (unknown !== undefined) throw new Error(`no benchmark ${unknown}; there are ${[...BENCHES.keys()].join(', ')}`)
  if (values.renderer === undefined) await ensureBuilt(say)
  const serveArguments = values.renderer === undefined ? [] : ['--renderer', values.renderer]
  let complete = true
  for (const [name, bench] of BENCHES) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    try {
      await runOne(name, bench, { serveArguments, options: values })
    } catch (error) {
      complete = false
      say(`${name}: ${wordsOf(error)}`)
    }
  }
  return complete
}

try {
  process.exit((await main()) ? 0 : 1)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
