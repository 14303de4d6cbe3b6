import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Sets the way of pictures in the data folder of a client that never ran. `governor`: whether pictures give way on a machine
 * that is short of power, which one that runs tests is.
 */
export function setTransport(dataFolder: string, transport: 'auto' | 'webrtc' | 'bvrtc', governor = false): void {
  mkdirSync(dataFolder, { recursive: true })
  const settings = { 'live.transport': transport, 'live.governor': governor }
  writeFileSync(path.join(dataFolder, 'settings.json'), JSON.stringify(settings))
}
