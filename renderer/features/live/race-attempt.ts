/**
 * One attempt that goes both ways at once: the first picture wins, the other is closed at once. Until then none of their
 * streams is shown; one that fails leaves the field to the other.
 */
import type { Attempt, AttemptOptions } from './attempt.ts'
import { failureOf, type AttemptFact } from './attempt-fact.ts'
import { mostTelling, type Failure } from './failure.ts'
import type { MediaSample } from './media-sample.ts'
import { TRANSPORTS, type Transport } from './transport.ts'

type Options = Omit<AttemptOptions, 'client' | 'platformNow'>

export type StartTransport = (transport: Transport, options: Options) => Attempt

interface Runner {
  readonly transport: Transport
  attempt: Attempt | undefined
  stream: MediaStream | undefined
  failure: Failure | undefined
}

export function startRace(start: StartTransport, options: Options): Attempt {
  const runners = TRANSPORTS.map((transport): Runner => {
    return { transport, attempt: undefined, stream: undefined, failure: undefined }
  })
  const told = new Set<AttemptFact['type']>()
  let winner: Runner | undefined
  let isOver = false

  const running = (): Attempt[] => (winner ? [winner] : runners).flatMap(({ attempt }) => attempt ?? [])

  function win(runner: Runner): void {
    if (winner || isOver || runner.failure || !runner.stream) return
    winner = runner
    const other = runners.find((one) => one !== runner)
    other?.attempt?.stop()
    const lost = other?.failure
    options.tell({ type: 'wayChosen', way: runner.transport, ...(lost ? { lost } : {}) })
    options.onStream(runner.stream)
  }
  function hear(runner: Runner, fact: AttemptFact): void {
    if (isOver || (winner && runner !== winner)) return
    if (winner) return options.tell(fact)
    const failure = failureOf(fact, runner.transport, false)
    if (failure) return lose(runner, failure)
    // The first of each kind: the answer, the connection.
    if (told.has(fact.type)) return
    told.add(fact.type)
    options.tell(fact)
  }
  function lose(runner: Runner, failure: Failure): void {
    runner.failure = failure
    runner.attempt?.stop()
    const others = runners.flatMap((one) => (one === runner ? [] : (one.failure ?? [])))
    if (others.length + 1 < runners.length) return
    options.tell({ type: 'allFailed', failure: mostTelling(failure, ...others) })
  }

  for (const runner of runners) {
    runner.attempt = start(runner.transport, {
      channel: options.channel,
      tapeId: options.tapeId,
      tell: (fact) => hear(runner, fact),
      onStream: (stream) => (runner.stream = stream),
      onPicture: () => win(runner),
    })
  }
  return {
    holds: (leaseId) => running().some((attempt) => attempt.holds(leaseId)),
    leaseEnded(leaseId, error) {
      for (const attempt of running()) if (attempt.holds(leaseId)) attempt.leaseEnded(leaseId, error)
    },
    stop() {
      isOver = true
      for (const { attempt } of runners) attempt?.stop()
    },
    sample: async () => (winner ? winner.attempt?.sample() : packetsOf(await Promise.all(running().map(sampleOf)))),
    report: async () => winner?.attempt?.report(),
    // While they race none of them is shown, nor heard.
    setAudible: (isAudible) => winner?.attempt?.setAudible(isAudible),
    behindMs: () => winner?.attempt?.behindMs() ?? 0,
    senderAge: () => winner?.attempt?.senderAge(),
    watch: () => winner?.attempt?.watch(),
  }
}

const sampleOf = (attempt: Attempt): Promise<MediaSample | undefined> => attempt.sample().catch(() => undefined)

/** As long as nobody has won no picture counts: none is on screen. */
function packetsOf(samples: readonly (MediaSample | undefined)[]): MediaSample | undefined {
  const known = samples.filter((sample) => sample !== undefined)
  if (known.length === 0) return undefined
  return { framesDecoded: 0, packetsReceived: known.reduce((sum, { packetsReceived }) => sum + packetsReceived, 0) }
}
