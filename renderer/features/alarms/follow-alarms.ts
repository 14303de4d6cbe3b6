/** What the core tells about alarms as a whole. */
import { markRaw, shallowRef } from 'vue'
import type { AlarmCounts, AlarmsState, Claim, LevelTable } from '../../../shared/contract/alarms.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { Emitter } from '../../../shared/emitter.ts'
import type { AlarmChange } from './alarm-line.ts'

const NO_COUNTS: AlarmCounts = { active: 0, unseen: 0, byLevel: {}, lastTenMinutes: 0 }

function makeFacts() {
  return {
    state: shallowRef<AlarmsState>({ phase: 'empty' }),
    counts: shallowRef<AlarmCounts>(NO_COUNTS),
    claims: shallowRef<ReadonlyMap<string, Claim>>(new Map()),
    ownLevels: shallowRef<LevelTable>({}),
    defaultLevels: shallowRef<LevelTable>({}),
    changed: markRaw(new Emitter<AlarmChange>()),
    /** What the store holds was judged anew or became another: lists read again. */
    renewed: markRaw(new Emitter<void>()),
    /** Another site or account: nothing known before is true. */
    cleared: markRaw(new Emitter<void>()),
  }
}
type Facts = ReturnType<typeof makeFacts>

/** Listens as long as the window lives. `read` asks for what events have not told yet. */
export function followAlarms(client: WatchpostClient): Facts & { read: () => Promise<void> } {
  const facts = makeFacts()
  const read = (): Promise<void> => readFacts(client, facts)
  client.on('alarms.stateChanged', (now) => {
    const isNew = facts.state.value.phase === 'empty' && now.phase !== 'empty'
    facts.state.value = now
    if (isNew) facts.renewed.emit()
  })
  client.on('alarms.countsChanged', (now) => (facts.counts.value = now))
  client.on('alarms.claimsChanged', ({ claims }) => (facts.claims.value = byKey(claims)))
  client.on('alarms.changed', (change) => facts.changed.emit(change))
  client.on('alarms.levelsChanged', ({ own }) => {
    facts.ownLevels.value = own
    facts.renewed.emit()
  })
  client.on('alarms.cleared', () => {
    facts.counts.value = NO_COUNTS
    facts.claims.value = new Map()
    facts.cleared.emit()
    facts.renewed.emit()
    void read()
  })
  return { ...facts, read }
}

/** Each on its own: one that cannot be had yet does not keep the others away. */
async function readFacts(client: WatchpostClient, facts: Facts): Promise<void> {
  await Promise.allSettled([
    client.alarms.state({}).then((now) => (facts.state.value = now)),
    client.alarms.counts({}).then((now) => (facts.counts.value = now)),
    client.alarms.claims({}).then((claims) => (facts.claims.value = byKey(claims))),
    client.alarms.levels({}).then(({ defaults, own }) => {
      facts.defaultLevels.value = defaults
      facts.ownLevels.value = own
    }),
  ])
}

const byKey = (claims: readonly Claim[]): ReadonlyMap<string, Claim> => new Map(claims.map((each) => [each.key, each]))
