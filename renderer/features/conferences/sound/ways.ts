/** Which way the sound of conferences takes. */
import { WAYS, type Way } from './link.ts'

export const WAY_CHOICES = ['auto', ...WAYS] as const
export type WayChoice = (typeof WAY_CHOICES)[number]

/** By itself it changes over after so many failures of the one, and back. */
const TRIES = 2

export function parseWay(kept: unknown): WayChoice {
  return WAY_CHOICES.find((known) => known === kept) ?? 'auto'
}

/** `failed`: how often in a row it was lost before. */
export function wayOf(choice: WayChoice, failed: number): Way {
  if (choice !== 'auto') return choice
  const hasWebrtc = typeof RTCPeerConnection !== 'undefined'
  return hasWebrtc && Math.floor(failed / TRIES) % 2 === 0 ? 'webrtc' : 'socket'
}
