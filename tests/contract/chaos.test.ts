/**
 * One desk behind a network that breaks in every way we know, while others talk, raise and handle. After the last fault the
 * store has to equal what the platform holds: nothing lost, nothing twice, nothing invented. Each seed is one story; more of
 * them with WATCHPOST_CHAOS_SEEDS=200, a certain one with WATCHPOST_CHAOS_FIRST.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import { createRandom, type Random } from '../simulator/random.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { CHAOS_FAULTS, ChaosProxy } from '../support/chaos-proxy.ts'
import { openDesk } from '../support/desk.ts'
import { FieldUnit } from '../support/field-unit.ts'
import { knownAlarms, knownMessages } from '../support/known-chat.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const SEEDS = Number(process.env['WATCHPOST_CHAOS_SEEDS'] ?? 4)
const FIRST_SEED = Number(process.env['WATCHPOST_CHAOS_FIRST'] ?? 1)
const STEPS = 60
const CALM_WITHIN_MS = 5000
const OPERATOR = { username: 'operator', password: 'Watch-2026' }
const ADMIN = { username: 'admin', password: '123456' }
/** Half-open ways have to be found while the story lasts. */
const HASTY = { callMs: 800, livenessMs: 600, keepaliveMs: 200, deviceMs: 800 }

interface Story {
  readonly random: Random
  readonly simulator: Simulator
  readonly proxy: ChaosProxy
  readonly client: WatchpostClient
  readonly field: FieldUnit
  readonly group: number
  readonly groupId: string
  /** Texts the store took into its outbox. */
  readonly accepted: string[]
  /** How often the chat said that it may lack something. */
  readonly stale: { count: number }
  said: number
}

async function begin(seed: number): Promise<Story> {
  const simulator = await openPlatform({ devices: 12, seed })
  const proxy = await ChaosProxy.open(simulator.url)
  onTestFinished(() => proxy.close())
  const desk = await openDesk({ timings: HASTY })
  await desk.signIn(await desk.site(proxy.url), OPERATOR.username, OPERATOR.password)
  const { client } = desk
  const stale = { count: 0 }
  client.on('chat.stateChanged', ({ phase }) => void (phase === 'stale' && stale.count++))
  await until('live', async () => (await client.chat.state({})).phase === 'live')
  await until('live alarms', async () => (await client.alarms.state({})).phase === 'live')
  const groups = (await client.chat.conversations({})).filter(({ partner }) => partner.kind === 'IMGroup')
  const group = groups[0]
  if (!group) throw new Error('the operator is in no group')
  const field = await FieldUnit.signIn(simulator, ADMIN)
  return {
    random: createRandom(seed),
    simulator,
    proxy,
    client,
    field,
    group: group.id,
    groupId: group.partner.id,
    accepted: [],
    stale,
    said: 0,
  }
}

/** What a desk may be refused on a broken way; what it did all the same shows in the end. */
const perhaps = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined)

const DEEDS: readonly ((story: Story) => Promise<unknown>)[] = [
  (story) => story.field.say('User', OPERATOR.username, `to the desk ${story.said++}`),
  (story) => story.field.say('User', OPERATOR.username, `again ${story.said++}`),
  async (story) => {
    const text = `from the desk ${story.said++}`
    await story.client.chat.send({ conversation: story.group, body: { kind: 'text', text } })
    story.accepted.push(text)
  },
  async (story) => {
    // Twice the same: each of them is meant.
    for (let turn = 0; turn < 2; turn++) {
      await story.client.chat.send({ conversation: story.group, body: { kind: 'text', text: 'yes' } })
      story.accepted.push('yes')
    }
  },
  (story) => Promise.resolve(story.simulator.control.alarm({ description: `alarm ${story.said++}` })),
  async (story) => {
    const active = (await story.field.alarms()).filter(({ status }) => status === 0)
    if (active.length > 0) await story.field.handle(story.random.pick(active).key ?? '', 2, `seen to ${story.said++}`)
  },
  async (story) => {
    const [alarm] = (await story.client.alarms.list({ filter: { statuses: [0] }, limit: 1 })).alarms
    if (alarm) await perhaps(story.client.alarms.handle({ keys: [alarm.key], status: 3, note: 'by the desk' }))
  },
]

async function tell(story: Story): Promise<void> {
  const { random, proxy } = story
  const waiting: Promise<unknown>[] = []
  for (let step = 0; step < STEPS; step++) {
    if (random.chance(0.25)) proxy.begin(random.pick(CHAOS_FAULTS))
    else if (random.chance(0.3)) proxy.calm()
    waiting.push(random.pick(DEEDS)(story))
    // The pace of the story, not a wait for a state.
    await new Promise((resolve) => setTimeout(resolve, 10 + random.between(0, 40)))
  }
  await Promise.all(waiting)
  proxy.calm()
}

async function expectTruth(story: Story): Promise<void> {
  const { client, simulator } = story
  const truth = await FieldUnit.signIn(simulator, OPERATOR)
  await until('an empty outbox', async () => (await client.chat.outbox({})).length === 0, CALM_WITHIN_MS)
  const own = (await truth.messages()).filter(({ speaker }) => speaker === OPERATOR.username)
  const said = own.map(({ msgContent }) => (JSON.parse(msgContent) as { textMsg?: string }).textMsg ?? '')
  // A story without trouble, or without anything said, proves nothing.
  expect(story.stale.count).toBeGreaterThan(0)
  expect(story.accepted.length).toBeGreaterThan(3)
  const ours = said.filter((text) => text === 'yes' || text.startsWith('from the desk'))
  expect(ours.toSorted()).toEqual(story.accepted.toSorted())
  // In one conversation in the order they were written in.
  expect(ours).toEqual(story.accepted)
  await until(
    'the same messages',
    async () => {
      const platform = (await truth.messages()).map(({ id }) => id)
      const known = await knownMessages(client)
      const from = known[0]?.id ?? 0
      const ids = known.map(({ id }) => id)
      return JSON.stringify(ids) === JSON.stringify(platform.filter((id) => id >= from)) && ids
    },
    CALM_WITHIN_MS,
  )
}

describe('a desk behind a broken network', () => {
  const seeds = Array.from({ length: SEEDS }, (_, at) => FIRST_SEED + at)
  it.each(seeds)(
    'knows the truth in the end (story %i)',
    async (seed) => {
      const story = await begin(seed)
      await tell(story)
      await expectTruth(story)
      await until('the same alarms', async () => await haveSameAlarms(story), CALM_WITHIN_MS)
    },
    60_000,
  )
})

async function haveSameAlarms({ client, field }: Story): Promise<boolean> {
  const oldest = (await knownAlarms(client)).at(-1)?.time ?? 0
  const facts = (rows: readonly (string | number | undefined)[][]): string => JSON.stringify(rows.toSorted())
  const known = (await knownAlarms(client)).map(({ key, status, handling }) => [key, status, handling?.note])
  const platform = (await field.alarms())
    .filter(({ timestamp }) => (timestamp ?? 0) * 1000 >= oldest)
    .map(({ key, status, process_desc: note }) => [key, status, note === '' ? undefined : note])
  return facts(known) === facts(platform)
}
