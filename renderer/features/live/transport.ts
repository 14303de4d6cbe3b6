/** The ways a picture can come, and which of them are tried in what order. */

export const TRANSPORTS = ['webrtc', 'bvrtc'] as const
export type Transport = (typeof TRANSPORTS)[number]

/** `race`: all of them at once, until the first picture. */
export type Way = Transport | 'race'

export function otherThan(transport: Transport): Transport {
  return transport === 'webrtc' ? 'bvrtc' : 'webrtc'
}

export const TRANSPORT_CHOICES = ['auto', ...TRANSPORTS] as const
export type TransportChoice = (typeof TRANSPORT_CHOICES)[number]

export function isTransportChoice(value: unknown): value is TransportChoice {
  return TRANSPORT_CHOICES.some((choice) => choice === value)
}

/**
 * The chosen way first; the other is better than no picture. `best`: what showed the last picture of this device; while
 * nothing did, both are tried at once.
 */
export function waysFor(choice: TransportChoice, best: Transport | undefined): readonly Way[] {
  const first = choice === 'auto' ? best : choice
  return first ? [first, otherThan(first)] : ['race']
}
