/**
 * Gamepads and joysticks at this machine: which are there, which one is used, and what its axes and buttons do. Kept for the
 * installation: a controller belongs to the desk, not to the account. The browser shows a controller once a button of it was
 * pressed.
 */
import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useClient } from '../../../client.ts'
import { keptSetting } from '../../settings/kept-setting.ts'
import { parseMap, usualMap, type ControllerMap } from './controller-map.ts'

/** Maps that are kept; the one that was changed longest ago goes first. */
const MOST_MAPS = 16

export interface Controller {
  /** By the browser: maker and model. Two of a kind have the same. */
  readonly id: string
  /** Its place among the connected ones. */
  readonly index: number
  readonly mapping: string
}

interface Kept {
  readonly chosen: string | undefined
  readonly maps: ReadonlyMap<string, ControllerMap>
}

export const useControllerStore = defineStore('ptz-controllers', () => {
  const connected = shallowRef<readonly Controller[]>(readConnected())
  const { value: kept, choose: keep } = keptSetting<Kept>(useClient(), {
    scope: 'app',
    key: 'ptz.controllers',
    read: parseKept,
    write: ({ chosen, maps }) => ({ chosen: chosen ?? null, maps: Object.fromEntries(maps) }),
  })

  useEventListener(window, ['gamepadconnected', 'gamepaddisconnected'], () => (connected.value = readConnected()))

  /** The one that was chosen; while that is not there, the first that is. */
  const active = computed(() => connected.value.find(({ id }) => id === kept.value.chosen) ?? connected.value[0])
  const mapOf = ({ id, mapping }: Controller): ControllerMap => kept.value.maps.get(id) ?? usualMap(mapping)

  return {
    connected,
    active,
    map: computed(() => active.value && mapOf(active.value)),
    isChanged: computed(() => active.value !== undefined && kept.value.maps.has(active.value.id)),
    /** Applied at once; a failure to keep it is thrown (`disk`). */
    choose: (id: string): Promise<void> => keep({ ...kept.value, chosen: id }),
    /** As above. */
    change(id: string, map: ControllerMap): Promise<void> {
      const others = [...kept.value.maps].filter(([other]) => other !== id)
      return keep({ ...kept.value, maps: new Map([...others.slice(1 - MOST_MAPS), [id, map]]) })
    },
    /** As it is for a controller that was never changed. */
    reset: (id: string): Promise<void> =>
      keep({ ...kept.value, maps: new Map([...kept.value.maps].filter(([other]) => other !== id)) }),
  }
})

/** What the controller shows now; undefined when it is gone. */
export function readPad({ index, id }: Controller): Gamepad | undefined {
  const pad = navigator.getGamepads()[index]
  return pad?.connected && pad.id === id ? pad : undefined
}

function readConnected(): Controller[] {
  return [...navigator.getGamepads()].flatMap((pad) =>
    pad?.connected ? [{ id: pad.id, index: pad.index, mapping: pad.mapping }] : [],
  )
}

function parseKept(value: unknown): Kept {
  if (typeof value !== 'object' || value === null) return { chosen: undefined, maps: new Map() }
  const { chosen, maps } = value as Readonly<Record<string, unknown>>
  const found = Object.entries(typeof maps === 'object' && maps !== null ? maps : {}).flatMap(([id, kept]) => {
    const map = parseMap(kept)
    return map ? [[id, map] as const] : []
  })
  return { chosen: typeof chosen === 'string' ? chosen : undefined, maps: new Map(found.slice(-MOST_MAPS)) }
}
