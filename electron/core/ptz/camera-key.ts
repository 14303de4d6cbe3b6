/** Cameras among what is claimed: a reservation is a claim under a key that no alarm has. */
import type { Camera } from '../../../shared/contract/ptz.ts'

export const CAMERA_PREFIX = 'ptz '

export function cameraKey({ puid, index }: Camera): string {
  return `${CAMERA_PREFIX}${index} ${puid}`
}

/** Undefined for keys of anything else. */
export function cameraOf(key: string): Camera | undefined {
  const [, index, puid] = /^ptz (\d{1,5}) (.{1,100})$/.exec(key) ?? []
  return index !== undefined && puid !== undefined ? { puid, index: Number(index) } : undefined
}
