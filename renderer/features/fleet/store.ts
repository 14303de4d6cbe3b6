/** The fleet for the screens: plain data outside Vue's reactivity, and one `tick` that says "look again". */
import { useTimeoutFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { markRaw, ref, shallowRef } from 'vue'
import type { Channel, Device, FleetState, User } from '../../../shared/contract/fleet.ts'
import type { Off } from '../../../shared/disposables.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { classLabel } from './device-kind.ts'
import { FleetData, type TerminalPlace } from './fleet-data.ts'
import { runInIdleTime } from './idle-work.ts'
import { oncePerFrame } from './once-per-frame.ts'
import { channelName, videoChannels } from './parts.ts'
import { loadReadings } from './pinyin.ts'
import { TreeView } from './tree-view.ts'

/** Names are indexed when the fleet was quiet for this long. */
const QUIET_MS = 400

export const useFleetStore = defineStore('fleet', () => {
  const client = useClient()
  const data = markRaw(new FleetData(client))
  const state = shallowRef<FleetState>({ phase: 'empty', loaded: 0, total: 0 })
  /** Bumped at most once per frame when anything of the fleet changed. Read it where fleet data is rendered. */
  const tick = ref(0)
  /** Why the core's list could not be read. */
  const readError = shallowRef<ErrorEnvelope>()

  const deviceView = markRaw(createDeviceView(data))
  const userView = markRaw(createUserView(data))

  const bump = oncePerFrame(
    () => tick.value++,
    (callback) => void requestAnimationFrame(callback),
  )
  const indexing = indexWhenQuiet([deviceView, userView], bump)
  data.changed.on(() => {
    bump()
    indexing()
  })
  data.stateChanged.on((next) => {
    // "Live" must not be on screen a frame before the rows it vouches for.
    if (next.phase !== state.value.phase) tick.value++
    state.value = next
  })

  async function attempt(read: () => Promise<void>): Promise<void> {
    readError.value = undefined
    try {
      await read()
    } catch (error) {
      readError.value = toEnvelope(error)
    }
  }
  void attempt(() => data.start())

  return {
    state,
    tick,
    readError,
    deviceView,
    userView,
    /** Which of the two trees was looked at last. */
    tab: ref<'devices' | 'users'>('devices'),
    /** Says that something the operator changed is to be shown at once. */
    touch: () => void tick.value++,
    deviceById: (id: string): Device | undefined => {
      const leaf = data.devices.leaf(id)
      return leaf && { ...leaf.item, online: leaf.online }
    },
    /** A device, or a terminal that somebody is signed in on. */
    sourceById: (puid: string) => sourceById(data, puid),
    /** Whom a terminal belongs to that somebody is signed in on now. */
    terminalById: (puid: string): TerminalPlace | undefined => data.terminal(puid),
    channelLabel: (channel: ChannelRef) => labelOf(data, channel),
    /** PTZ index of a channel whose camera moves. */
    ptzOf: (channel: ChannelRef): number | undefined => {
      const ptz = channelOf(data, channel)?.ptz ?? -1
      return ptz >= 0 ? ptz : undefined
    },
    /** Of a camera by its PTZ index: its device, and its channel where the device has several pictures. Undefined when unknown. */
    cameraName: (camera: ChannelRef): string | undefined => cameraNameOf(data, camera),
    /** Called with the id of each device or terminal that comes on-line. Not collected. */
    onOnline: (listener: (puid: string) => void): Off => data.wentOnline.on(listener),
    onOffline: (listener: (puid: string) => void): Off => data.wentOffline.on(listener),
    /** Reads the core's list again. */
    reload: () => attempt(() => data.read()),
    /** Has the core fetch everything from the platform again. Throws what is refused. */
    refresh: async (): Promise<void> => void (await client.fleet.refresh({})),
  }
})

function createDeviceView(data: FleetData): TreeView<Device> {
  return new TreeView<Device>(data.devices, {
    classOf: classLabel,
    furtherWords: (device) => (device.userName ? [device.userName] : []),
  })
}

function createUserView(data: FleetData): TreeView<User> {
  return new TreeView<User>(data.users, {
    classOf: () => '',
    furtherWords: (user) => [
      ...(user.title ? [user.title] : []),
      ...user.terminals.flatMap((terminal) => [terminal.name, terminal.deviceId]),
    ],
  })
}

/** Names as they are known now; ids and numbers for what is not known. */
function labelOf(data: FleetData, ref: ChannelRef): { device: string; channel: string } {
  const channel = channelOf(data, ref) ?? { index: ref.index, name: '', mediaDir: 0, ptz: -1 }
  return { device: sourceOf(data, ref)?.name || ref.puid, channel: channelName(channel) }
}

function cameraNameOf(data: FleetData, camera: ChannelRef): string | undefined {
  const source = sourceOf(data, camera)
  if (!source) return undefined
  const name = source.name || camera.puid
  const channel = source.channels.find(({ ptz }) => ptz === camera.index)
  return channel && videoChannels(source.channels).length > 1 ? `${name} · ${channelName(channel)}` : name
}

function channelOf(data: FleetData, ref: ChannelRef): Channel | undefined {
  return sourceOf(data, ref)?.channels.find(({ index }) => index === ref.index)
}

function sourceById(data: FleetData, puid: string): Pick<Device, 'online' | 'channels'> | undefined {
  const device = data.devices.leaf(puid)
  if (device) return { online: device.online, channels: device.item.channels }
  const terminal = data.terminal(puid)
  return terminal && { online: true, channels: terminal.channels }
}

function sourceOf(data: FleetData, { puid }: ChannelRef): Pick<Device, 'name' | 'channels'> | undefined {
  return data.devices.leaf(puid)?.item ?? data.terminal(puid)
}

/**
 * Loads the readings of Chinese characters with the first names, and indexes all names in idle time whenever the tree was
 * quiet for a moment. Call it after each change; a change of mere on-line states costs nothing.
 */
function indexWhenQuiet(views: readonly [TreeView<Device>, TreeView<User>], bump: () => void): () => void {
  let stop: Off = () => undefined
  let loading: Promise<void> | undefined
  let indexed = 0
  const version = (): number => views[0].model.structureVersion + views[1].model.structureVersion
  const prepare = function* (): Generator<void> {
    for (const view of views) yield* view.search.prepare()
  }
  async function load(): Promise<void> {
    const readings = await loadReadings()
    for (const view of views) view.search.useReadings(readings)
    bump()
  }
  const { start } = useTimeoutFn(() => (stop = runInIdleTime(prepare(), bump)), QUIET_MS, { immediate: false })
  return () => {
    if (version() === indexed) return
    indexed = version()
    // Without the dictionary names are still found as they are written; the next change tries again.
    loading ??= load().catch(() => (loading = undefined))
    stop()
    start()
  }
}
