/**
 * Trails of the last minutes behind units: behind those that are selected or followed, or behind all that are shown where these are
 * not too many. What was before is read from the platform for those that are chosen; of the others the trail begins now.
 */
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { useClient } from '../../../client.ts'
import { useSessionStore } from '../../session/store.ts'
import type { Palette } from '../palette.ts'
import { useStageStore } from '../stage-store.ts'
import { useMapStore } from '../store.ts'
import type { TrailColours } from './trail-layer.ts'
import { MOST_TRAILS, Trails } from './trails.ts'

export const useTrailsStore = defineStore('map-trails', () => {
  const client = useClient()
  const session = useSessionStore()
  const units = useMapStore()
  const stageStore = useStageStore()
  const { table, shown } = units
  const minutes = computed(() => (session.inside ? stageStore.options.trailMinutes : 0))
  const chosen = computed(() => new Set([...units.selected, ...units.followed].slice(0, MOST_TRAILS)))
  /** All are wanted, and they are too many. */
  const isTooMany = computed(() => stageStore.options.trailUnits === 'all' && units.counts.shown > MOST_TRAILS)
  const ofAll = computed(() => stageStore.options.trailUnits === 'all' && !isTooMany.value)
  /** Why what was before now is not there. */
  const error = shallowRef<ErrorEnvelope>()
  let trails: Trails | undefined

  async function fill(): Promise<void> {
    const mine = trails
    const fault = await mine?.fill()
    if (fault && mine === trails) error.value = fault
  }
  function begin(): void {
    trails?.end()
    trails = undefined
    error.value = undefined
    if (minutes.value === 0) return
    trails = new Trails({
      ...{ client, table, stage: stageStore.stage, minutes: minutes.value, now: session.platformNow },
      ...{ chosen: () => chosen.value, ofAll: () => ofAll.value, isShown: (slot) => shown.mask[slot] === 1 },
      colours: coloursOf(stageStore.palette),
    })
    trails.look()
    void fill()
  }

  watch(minutes, begin, { immediate: true })
  watch([chosen, ofAll], () => {
    trails?.chooseAnew()
    void fill()
  })
  watch(
    () => units.tick,
    () => trails?.look(),
  )
  watch(
    () => stageStore.datum,
    () => trails?.project(),
  )
  watch(
    () => stageStore.palette,
    (palette) => trails?.setColours(coloursOf(palette)),
  )

  /** Reads anew what could not be read. */
  function retry(): void {
    error.value = undefined
    void fill()
  }
  return { isTooMany, error, retry }
})

function coloursOf(palette: Palette | undefined): TrailColours {
  return { chosen: palette?.accent ?? '', other: palette?.text2 ?? '' }
}
