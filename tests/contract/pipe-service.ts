/** A small contract with one call of each kind of behaviour, served by the real `serve()`. What happened is written down beside it. */
import Type from 'typebox'
import { checker } from '../../electron/core/checker.ts'
import { call, domain, event } from '../../shared/contract/define.ts'
import type { Scope } from '../../shared/disposables.ts'
import { Emitter } from '../../shared/emitter.ts'
import { AppError } from '../../shared/errors.ts'
import { serve, type Pipe } from '../../shared/wire.ts'

export const testContract = {
  test: domain({
    calls: {
      echo: call(Type.Object({ text: Type.String() }), Type.Object({ text: Type.String() })),
      refuse: call(Type.Object({}), Type.Null()),
      crash: call(Type.Object({}), Type.Null()),
      /** Ends only by its cancellation. */
      hang: call(Type.Object({}), Type.Null()),
      /** Opens something that belongs to the connection. */
      open: call(Type.Object({ thing: Type.String() }), Type.Null()),
    },
    events: { happened: event(Type.Object({ number: Type.Number() })) },
  }),
}

export const SECRET_OF_A_CRASH = 'the-inside-of-a-crash'

export interface TestService {
  serve: (pipe: Pipe) => Scope
  emit(number: number): void
  /** Things that are open now. */
  readonly open: Set<string>
  /** The core's ends, in the order they were opened. */
  readonly pipes: Pipe[]
  readonly badFrames: string[]
  readonly internals: { reference: string; error: unknown }[]
  hanging: number
}

export function createTestService(): TestService {
  const events = new Emitter<{ name: string; payload: unknown }>()
  const service: TestService = {
    serve: (pipe) => {
      service.pipes.push(pipe)
      return attach(pipe)
    },
    emit: (number) => events.emit({ name: 'test.happened', payload: { number } }),
    open: new Set(),
    pipes: [],
    badFrames: [],
    internals: [],
    hanging: 0,
  }
  const attach = serve({
    contract: testContract,
    handlers: { test: createHandlers(service) },
    events: { subscribe: (listener) => events.on(({ name, payload }) => listener(name, payload)) },
    checker,
    onInternal: (error) => {
      const reference = `R${service.internals.length + 1}`
      service.internals.push({ reference, error })
      return reference
    },
    onBadFrame: (reason) => service.badFrames.push(reason),
  })
  return service
}

function createHandlers(service: TestService): Parameters<typeof serve<typeof testContract>>[0]['handlers']['test'] {
  return {
    echo: ({ text }) => ({ text }),
    refuse: () => Promise.reject(new AppError('platform', { platformCode: 14, triesLeft: 2 })),
    crash: () => {
      throw new Error(SECRET_OF_A_CRASH)
    },
    hang: (_input, { signal }) => {
      service.hanging += 1
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          service.hanging -= 1
          reject(new Error('aborted'))
        })
      })
    },
    open: ({ thing }, { connection }) => {
      service.open.add(thing)
      connection.own(() => service.open.delete(thing))
      return null
    },
  }
}
