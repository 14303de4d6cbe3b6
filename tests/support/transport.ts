import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Sets the way of pictures in the data folder of a client that never ran. */
export function setTransport(dataFolder: string, transport: 'auto' | 'webrtc' | 'bvrtc'): void {
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(path.join(dataFolder, 'settings.json'), JSON.stringify({ 'live.transport': transport }))
}
