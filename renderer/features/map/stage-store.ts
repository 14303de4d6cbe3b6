/** The map of this window with everything that is on it: units, base map, what the operator chose. Other features reach the stage here. */
import { defineStore } from 'pinia'
import { computed, markRaw, shallowRef, watch, type Ref } from 'vue'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { useSettingsStore } from '../settings/store.ts'
import { Drawing } from './drawing.ts'
import type { LngLat } from './datum.ts'
import { useMapOptions, type MapOptions } from './map-options.ts'
import { MapStage } from './map-stage.ts'
import { readPalette, type Palette } from './palette.ts'
import { useMapStore } from './store.ts'
import { useBase } from './use-base.ts'
import { useHosts } from './use-hosts.ts'
import { useOpening } from './use-opening.ts'

/** Before anything is known: the whole world. */
const WORLD = { lng: 20, lat: 25, zoom: 2 }

export const useStageStore = defineStore('map-stage', () => {
  const client = useClient()
  const units = useMapStore()
  const session = useSessionStore()
  const settings = useSettingsStore()
  const { options, change } = useMapOptions(client)
  const stage = markRaw(
    new MapStage({ table: units.table, shown: units.shown, nameOf: units.nameOf, now: session.platformNow }, WORLD),
  )
  const drawing = markRaw(new Drawing(stage))
  /** A place the operator asked about, with its pin. */
  const pin = shallowRef<LngLat>()
  const placePin = (): void => drawing.setPin(pin.value && stage.project(pin.value))
  watch(pin, placePin)
  /** As of the base map, and the colours of the theme: who paints on the map follows both. */
  const datum = shallowRef(stage.datum)
  const palette = shallowRef<Palette>()
  const isNight = computed(() => isDark(options.value.style, settings.theme))
  const { base, baseError, ownMap, retryBase } = useBase(client, stage, {
    options,
    inside: () => session.inside,
    shifted() {
      units.table.setDatum(stage.datum)
      datum.value = stage.datum
      placePin()
      units.look()
    },
  })
  tieToUnits(stage, options, units)
  const hosts = useHosts(stage, paint)
  const { isLent } = hosts
  const opening = useOpening(stage, { client, isLent, units })
  watch(
    () => session.inside,
    (inside) => inside || (pin.value = undefined),
  )

  function paint(host: Element): void {
    const read = readPalette(host)
    stage.units.setPalette(read)
    base.setPalette(read, settings.language === 'zh-CN')
    drawing.setPalette(read)
    palette.value = read
  }

  return {
    stage,
    drawing,
    pin,
    options,
    isNight,
    datum,
    palette,
    baseError,
    moved: opening.moved,
    ownMap,
    retryBase,
    change,
    ...hosts,
    /** Whoever goes to a place by himself does not want to be taken elsewhere by what was kept. */
    opened: opening.done,
    /** Called where the map stands when its colours may have changed. */
    paint,
    fitAll: (): void => stage.fit(units.points()),
  }
})

function isDark(style: MapOptions['style'], theme: string): boolean {
  return style === 'theme' ? theme === 'dark' : style === 'night'
}

type Units = ReturnType<typeof useMapStore>

function tieToUnits(stage: MapStage, options: Readonly<Ref<MapOptions>>, units: Units): void {
  watch(
    [() => options.value.clusters, () => options.value.labels, () => options.value.offline] as const,
    ([clusters, labels, offline]) => {
      units.shown.setOffline(offline)
      stage.units.setOptions({ clusters, labels })
      units.look()
    },
    { immediate: true },
  )
  watch(
    () => units.tick,
    () => stage.units.refresh(),
  )
}
