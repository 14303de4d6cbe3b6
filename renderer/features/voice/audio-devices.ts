/** Microphones and outputs of this machine as the browser tells them, and the one that somebody chose among them. */

export interface AudioDevice {
  /** By the browser, for this address of the page only: another port is given other ones. */
  readonly id: string
  readonly label: string
}

export interface AudioDevices {
  readonly microphones: readonly AudioDevice[]
  readonly outputs: readonly AudioDevice[]
  /** False as long as the microphone was never allowed: the browser hides which devices there are. */
  readonly areNamed: boolean
}

export const NO_DEVICES: AudioDevices = { microphones: [], outputs: [], areNamed: false }

/** What was chosen may be found by its name, when its id is another today. Undefined: whatever the system uses. */
export type WantedDevice = AudioDevice | undefined

export interface FoundDevice {
  /** Empty for the default of the system. */
  readonly id: string
  /** Chosen, and not there: the default is used. */
  readonly isGone: boolean
}

/** Names of the entries that stand for the system's choice; they come and go with what they point to. */
const ALIASES: ReadonlySet<string> = new Set(['', 'default', 'communications'])

export function readDevices(infos: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[]): AudioDevices {
  const real = infos.filter(({ deviceId }) => !ALIASES.has(deviceId))
  const of = (kind: MediaDeviceKind): AudioDevice[] =>
    real.flatMap((info) => (info.kind === kind ? [{ id: info.deviceId, label: info.label || info.deviceId }] : []))
  return {
    microphones: of('audioinput'),
    outputs: of('audiooutput'),
    areNamed: infos.some(({ kind, label }) => kind !== 'videoinput' && label !== ''),
  }
}

export function findDevice(wanted: WantedDevice, there: readonly AudioDevice[], areNamed: boolean): FoundDevice {
  if (!wanted) return { id: '', isGone: false }
  const found = there.find(({ id }) => id === wanted.id) ?? there.find(({ label }) => label === wanted.label)
  if (found) return { id: found.id, isGone: false }
  // Who does not know the names cannot say that one is missing.
  return areNamed ? { id: '', isGone: true } : { id: wanted.id, isGone: false }
}
