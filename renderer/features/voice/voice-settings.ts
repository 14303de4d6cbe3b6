/** What is chosen for voice on this machine. Kept values may be edited by hand: what does not fit is as usual. */
import type { WantedDevice } from './audio-devices.ts'

export const PROCESSING = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const
export type Processing = (typeof PROCESSING)[number]

export interface VoiceSettings extends Readonly<Record<Processing, boolean>> {
  readonly microphone: WantedDevice
  readonly speaker: WantedDevice
  /** Of their own for alarms; undefined: where speech goes. */
  readonly alarmSpeaker: WantedDevice
}

export const USUAL_VOICE: VoiceSettings = {
  microphone: undefined,
  speaker: undefined,
  alarmSpeaker: undefined,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
}

export function parseVoiceSettings(kept: unknown): VoiceSettings {
  if (typeof kept !== 'object' || kept === null) return USUAL_VOICE
  const values = kept as Readonly<Record<string, unknown>>
  const isOn = (key: Processing): boolean => values[key] !== false
  return {
    microphone: parseDevice(values['microphone']),
    speaker: parseDevice(values['speaker']),
    alarmSpeaker: parseDevice(values['alarmSpeaker']),
    echoCancellation: isOn('echoCancellation'),
    noiseSuppression: isOn('noiseSuppression'),
    autoGainControl: isOn('autoGainControl'),
  }
}

function parseDevice(kept: unknown): WantedDevice {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { id, label } = kept as Readonly<Record<string, unknown>>
  return typeof id === 'string' && id !== '' && typeof label === 'string' ? { id, label } : undefined
}
