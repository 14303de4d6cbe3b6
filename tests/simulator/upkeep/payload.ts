/** What a device replies to a payload made for it: that it took it, and what it took. Documentation: "Transparent command". */
import type { Device } from '../fleet/build.ts'

/** `payload`: decoded JSON, or text that is none. */
export function replyTo(device: Device, command: number, payload: unknown): string {
  if (typeof payload === 'string') return `${device.id} ${command} OK ${payload}`
  return JSON.stringify({ device: device.id, command, result: 'OK', received: payload })
}
