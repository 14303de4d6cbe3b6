/** Microphone and outputs of this window, with what was chosen for this machine. Its parts: see `microphone.ts`. */
import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, markRaw, shallowReactive, shallowRef, watch } from 'vue'
import type { Off } from '../../../shared/disposables.ts'
import { useClient } from '../../client.ts'
import { keptSetting } from '../settings/kept-setting.ts'
import { findDevice, NO_DEVICES, readDevices } from './audio-devices.ts'
import { meterLevel } from './level-meter.ts'
import { Microphone } from './microphone.ts'
import { openMicrophone } from './open-microphone.ts'
import { Outputs } from './output.ts'
import { parseVoiceSettings, PROCESSING, type VoiceSettings } from './voice-settings.ts'

export const useVoiceStore = defineStore('voice', () => {
  const { value: settings, choose } = keptSetting(useClient(), {
    scope: 'app',
    key: 'voice.devices',
    read: parseVoiceSettings,
  })
  const devices = shallowRef(NO_DEVICES)
  const outputs = markRaw(new Outputs())
  // Absent where the page came by a plain address of another machine.
  const media: MediaDevices | undefined = navigator.mediaDevices

  /** Asks the browser again: names come with the first permission. */
  async function refresh(): Promise<void> {
    const infos = await media?.enumerateDevices().catch(() => undefined)
    if (infos) devices.value = readDevices(infos)
  }
  async function open(): Promise<MediaStreamTrack> {
    const track = await openMicrophone(microphoneDevice.value.id, settings.value)
    if (!devices.value.areNamed) void refresh()
    return track
  }
  const microphone = markRaw(new Microphone({ open, meter: meterLevel, now: () => performance.now() }))

  const found = (wanted: VoiceSettings['speaker'], kind: 'microphones' | 'outputs') =>
    findDevice(wanted, devices.value[kind], devices.value.areNamed)
  const microphoneDevice = computed(() => found(settings.value.microphone, 'microphones'))
  const speakerDevice = computed(() => found(settings.value.speaker, 'outputs'))
  const alarmDevice = computed(() => {
    const own = settings.value.alarmSpeaker
    return own ? found(own, 'outputs') : speakerDevice.value
  })

  watch(
    () => [microphoneDevice.value.id, ...PROCESSING.map((name) => settings.value[name])].join(),
    () => void microphone.reopen(),
  )
  watch(
    () => [speakerDevice.value.id, alarmDevice.value.id] as const,
    ([speech, alarms]) => {
      outputs.set('speech', speech)
      outputs.set('alarms', alarms)
    },
  )
  const duckers = shallowReactive(new Set<string>())
  useEventListener(media, 'devicechange', () => void refresh())
  void refresh()

  return {
    settings,
    devices,
    microphone,
    outputs,
    /** What is used now for each of them. */
    used: computed(() => ({
      microphone: microphoneDevice.value,
      speaker: speakerDevice.value,
      alarmSpeaker: alarmDevice.value,
    })),
    refresh,
    /** Whether what is not talk is to be lower now, because somebody talks. */
    isDucked: computed(() => duckers.size > 0),
    /** Until the off-function is called. */
    duck(owner: string): Off {
      duckers.add(owner)
      return () => void duckers.delete(owner)
    },
    /** Applied at once, also to who talks now; a failure to keep it is thrown (`disk`). */
    change: (part: Partial<VoiceSettings>): Promise<void> => choose({ ...settings.value, ...part }),
  }
})
