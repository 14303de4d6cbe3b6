/** Which cameras move, by the core's word, and this window's hand on them. */
import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { markRaw, ref, shallowRef, watch } from 'vue'
import type { Camera, CruiseRun, PtzMove } from '../../../shared/contract/ptz.ts'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { PtzHand } from './hand.ts'
import { useReservations } from './reservation/reservations.ts'

export const USUAL_SPEED = 50

export const usePtzStore = defineStore('ptz', () => {
  const client = useClient()
  const session = useSessionStore()
  const reservations = useReservations(client)
  const hand = markRaw(new PtzHand(client, reservations.mayMove))
  const moves = shallowRef<readonly PtzMove[]>([])
  const runs = shallowRef<readonly CruiseRun[]>([])
  /** Of buttons and keys, 1 to 100. A dragged line has its own. */
  const speed = ref(USUAL_SPEED)

  client.on('ptz.movesChanged', (told) => (moves.value = told.moves))
  void client.ptz
    .moves({})
    .then((asked) => (moves.value = asked.moves))
    .catch(() => undefined)

  client.on('ptz.cruiseRunsChanged', (told) => (runs.value = told.runs))
  void client.ptz
    .cruiseRuns({})
    .then((asked) => (runs.value = asked.runs))
    .catch(() => undefined)

  // A hand that cannot be seen is no hand.
  useEventListener(window, ['blur', 'pagehide'], () => hand.releaseAll())
  useEventListener(document, 'visibilitychange', () => document.visibilityState === 'hidden' && hand.releaseAll())
  watch(
    () => session.inside,
    (inside) => !inside && hand.releaseAll(),
  )

  return {
    hand,
    speed,
    /** At the speed of the buttons. False where the operator has to be asked first. Errors: those of `ptz.goToPreset`. */
    goToPreset: async (camera: Camera, id: number): Promise<boolean> => {
      if (!reservations.mayMove(camera)) return false
      await client.ptz.goToPreset({ ...camera, id, hSpeed: speed.value, vSpeed: speed.value })
      return true
    },
    /** As above. */
    startCruise: async (camera: Camera, id: number): Promise<void> => {
      if (reservations.mayMove(camera)) await client.ptz.startCruise({ ...camera, id })
    },
    reservationOf: reservations.of,
    asksFor: reservations.asksFor,
    answer: reservations.answer,
    /** The round of this camera that was started from here. */
    runOf: ({ puid, index }: Camera): CruiseRun | undefined =>
      runs.value.find((run) => run.puid === puid && run.index === index),
    /** What moves of this camera, in whatever window it is held. */
    movesOf: ({ puid, index }: Camera): readonly PtzMove[] =>
      moves.value.filter((move) => move.puid === puid && move.index === index),
  }
})
