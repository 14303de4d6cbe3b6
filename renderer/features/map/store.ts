/**
 * The units of the map and what the operator does with them. The units are a table outside of Vue; `tick` says that something
 * of them changed, at most four times a second. Made when the map is first opened, and kept level from then on.
 */
import { useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { PositionsState } from '../../../shared/contract/positions.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useAlarmsStore } from '../alarms/store.ts'
import { useConferencesStore } from '../conferences/store.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useSessionStore } from '../session/store.ts'
import { AlarmLevels } from './alarm-levels.ts'
import { followFleet, nameOf } from './fleet-facts.ts'
import { PositionFeed } from './position-feed.ts'
import { useSelection } from './selection.ts'
import { SpeakingMarks } from './speaking-marks.ts'
import { UnitTable } from './unit-table.ts'
import { UnitsShown } from './units-shown.ts'

/** A little less than the core collects positions: what it tells is looked at when it comes. */
const TICK_MS = 200
const AGE_MS = 500

const NOTHING: PositionsState = {
  phase: 'empty',
  units: 0,
  leftOut: { impossible: 0, nought: 0, jumped: 0, late: 0, future: 0 },
}

export const useMapStore = defineStore('map', () => {
  const client = useClient()
  const session = useSessionStore()
  const fleet = useFleetStore()
  const table = markRaw(new UnitTable())
  const shown = markRaw(new UnitsShown(table))
  const state = shallowRef<PositionsState>(NOTHING)
  const readError = shallowRef<ErrorEnvelope>()
  const { tick, now, bump, look } = useTick(shown, session.platformNow)

  const selection = useSelection(table, look)
  const takeFacts = followFleet(table, bump)
  const levels = followAlarms(client, table, bump)
  const speaking = followSpeakers(table, bump)
  const feed = markRaw(new PositionFeed(client, table))
  feed.stateChanged.on((next) => {
    state.value = next
    bump()
  })
  feed.moved.on(bump)
  feed.learned.on((slots) => {
    takeFacts(slots)
    selection.mark(slots)
    speaking.refresh()
    for (const slot of slots) table.setLevel(slot, levels.worstOf(table.idOf(slot)))
  })

  function forget(): void {
    selection.clear()
    levels.clear()
  }
  async function read(): Promise<void> {
    readError.value = undefined
    try {
      await Promise.all([feed.read(), levels.read()])
    } catch (thrown) {
      readError.value = toEnvelope(thrown)
    }
  }
  watch(
    () => session.inside,
    (inside) => (inside ? void read() : forget()),
    { immediate: true },
  )

  return {
    table,
    shown,
    tick,
    now,
    state,
    readError,
    read,
    look,
    ...selection,
    counts: computed(() => countsAt(tick.value, shown)),
    nameOf: (id: string) => nameOf(fleet, id),
    /** Where those that are shown stand, metres of Web Mercator. */
    points: (): number[][] => pointsOf(table, shown),
  }
})

/** Conferences this account can see: what is said in others nobody tells. */
function followSpeakers(table: UnitTable, bump: () => void): SpeakingMarks {
  const fleet = useFleetStore()
  const conferences = useConferencesStore()
  const terminalsOf = (id: string) =>
    fleet.userView.model.leaf(id)?.item.terminals.map(({ deviceId }) => deviceId) ?? []
  const marks = new SpeakingMarks(table, (id) => [id, ...terminalsOf(id)])
  watch(
    () => conferences.all.flatMap(({ speakers }) => speakers.map(({ id }) => id)).join('\n'),
    (ids) => marks.set(ids === '' ? [] : ids.split('\n')) && bump(),
    { immediate: true },
  )
  return marks
}

function followAlarms(client: WatchpostClient, table: UnitTable, bump: () => void): AlarmLevels {
  const alarms = useAlarmsStore()
  const levels = new AlarmLevels(client, (id, level) => {
    const slot = table.slotOf(id)
    if (slot !== undefined) table.setLevel(slot, level)
    bump()
  })
  alarms.changed.on(({ alarms: changed }) => levels.apply(changed))
  // Levels were judged anew, or another account has other alarms.
  alarms.renewed.on(() => void levels.read().catch(() => undefined))
  return levels
}

/** `bump` for what comes by itself, `look` at once for what the operator's own hand did. */
function useTick(shown: UnitsShown, platformNow: () => number) {
  const tick = ref(0)
  /** Epoch ms by the platform's clock: one for all the rows that show an age. */
  const now = ref(platformNow())
  useIntervalFn(() => (now.value = platformNow()), AGE_MS)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let lookedAt = 0
  function look(): void {
    clearTimeout(waiting)
    waiting = undefined
    lookedAt = performance.now()
    shown.refresh()
    tick.value++
  }
  function bump(): void {
    waiting ??= setTimeout(look, Math.max(0, TICK_MS - (performance.now() - lookedAt)))
  }
  return { tick, now, look, bump }
}

function pointsOf(table: UnitTable, shown: UnitsShown): number[][] {
  const points: number[][] = []
  for (let slot = 0; slot < table.size; slot++) {
    if (shown.mask[slot] === 1) points.push([table.x[slot] ?? 0, table.y[slot] ?? 0])
  }
  return points
}

function countsAt(_tick: number, { placed, online, count }: UnitsShown) {
  return { placed, online, shown: count }
}
