/**
 * Two desks at one conference do what comes to them: press, let go, lose windows, while the platform is slow, refuses, or loses
 * answers. Never do both hold the floor, and when all have let go nobody does. `WATCHPOST_FLOOR_RUNS` runs it longer.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import { atConference, newPress, type TalkDesk } from '../support/conferences.ts'
import { until } from '../support/until.ts'

const RUNS = Number(process.env['WATCHPOST_FLOOR_RUNS'] ?? 60)
/** Of a whole run on the slowest machine. */
const RUN_MS = 400

type Scene = Awaited<ReturnType<typeof atConference>>

/** One desk with the window it presses in. */
class Player {
  readonly desk: TalkDesk
  readonly #groupId: string
  #window: WatchpostClient
  #press = ''
  /** Calls that are not answered yet. */
  readonly under = new Set<Promise<unknown>>()
  granted = new Set<string>()

  constructor(desk: TalkDesk, groupId: string) {
    this.desk = desk
    this.#groupId = groupId
    this.#window = desk.window()
    desk.client.on('conferences.floorChanged', ({ press, phase }) => {
      if (phase === 'granted') this.granted.add(press)
      else this.granted.delete(press)
    })
  }

  press(): void {
    this.#press = newPress()
    this.#follow(this.#window.conferences.press({ groupId: this.#groupId, press: this.#press }))
  }

  release(): void {
    if (this.#press) this.#follow(this.#window.conferences.release({ groupId: this.#groupId, press: this.#press }))
  }

  crash(): void {
    this.#window.close()
    this.#window = this.desk.window()
    this.#press = ''
  }

  async answered(): Promise<void> {
    while (this.under.size > 0) await Promise.all(this.under)
  }

  #follow(call: Promise<unknown>): void {
    const done = call.catch(() => undefined).finally(() => this.under.delete(done))
    this.under.add(done)
  }
}

type Model = object
interface Real extends Scene {
  readonly players: readonly [Player, Player]
}
type Command = fc.AsyncCommand<Model, Real>

function command(name: string, run: (real: Real) => unknown): Command {
  return {
    check: () => true,
    run: async (_model, real) => {
      await run(real)
      checkNow(real)
    },
    toString: () => name,
  }
}

function checkNow({ players: [one, other], speakers }: Real): void {
  expect(speakers().length, 'speakers at the platform').toBeLessThan(2)
  expect(one.granted.size === 0 || other.granted.size === 0, 'both desks believe that they have the floor').toBe(true)
}

const OPERATIONS = ['conference.speak', 'conference.endSpeech'] as const

const commands = [
  ...([0, 1] as const).flatMap((at) => [
    fc.constant(command(`press ${at}`, ({ players }) => players[at].press())),
    fc.constant(command(`press ${at}, answered`, ({ players }) => (players[at].press(), players[at].answered()))),
    fc.constant(command(`release ${at}`, ({ players }) => players[at].release())),
    fc.constant(command(`crash ${at}`, ({ players }) => players[at].crash())),
    fc.constant(command(`lock ${at}`, ({ players }) => players[at].desk.power.emit('lock'))),
  ]),
  fc.constant(command('wait', () => new Promise((resolve) => setTimeout(resolve, 5)))),
  fc.constantFrom(...OPERATIONS).chain((operation) =>
    fc.oneof(
      fc
        .integer({ min: 1, max: 30 })
        .map((ms) =>
          command(`slow ${operation} ${ms}`, (real) => real.platform.control.delay({ operation, ms, times: 1 })),
        ),
      fc
        .constantFrom(11, 16)
        .map((code) =>
          command(`refused ${operation} ${code}`, (real) =>
            real.platform.control.refuse({ operation, code, times: 1 }),
          ),
        ),
      fc
        .boolean()
        .map((after) =>
          command(`lost ${operation} ${after}`, (real) => real.platform.control.drop({ operation, after, times: 1 })),
        ),
    ),
  ),
]

it(
  'two desks never both hold the floor, and nobody does when all have let go',
  async () => {
    const scene = await atConference()
    const { operator, viewer, groupId, platform, speakers } = scene
    const players = [new Player(operator, groupId), new Player(viewer, groupId)] as const
    const real: Real = { ...scene, players }
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { size: 'medium' }), async (sequence) => {
        await fc.asyncModelRun(() => ({ model: {}, real }), sequence)
        for (const player of players) player.release()
        platform.control.clear({})
        await Promise.all(players.map((player) => player.answered()))
        await until('nobody has the floor', () => speakers().length === 0)
        for (const { desk } of players)
          await until('no floor is open', async () => (await desk.client.conferences.floors({})).length === 0)
        checkNow(real)
      }),
      { numRuns: RUNS },
    )
  },
  30_000 + RUNS * RUN_MS,
)
