/** How a claim stands in the text of a `custom` message: `{"watchpost":"claim","key":…,"claimed":…}`. */
const KIND = 'claim'
const MOST_KEY = 200

export interface ClaimText {
  /** Of an alarm; other things have keys that begin differently (see `../ptz/camera-key.ts`). */
  readonly key: string
  /** False: given back. */
  readonly claimed: boolean
}

export function claimText({ key, claimed }: ClaimText): string {
  return JSON.stringify({ watchpost: KIND, key, claimed })
}

/** Undefined for everything that is none. Cheap for long texts: they are not parsed. */
export function readClaim(text: string): ClaimText | undefined {
  if (text.length > MOST_KEY * 8 || !text.includes('"watchpost"')) return undefined
  try {
    const { watchpost, key, claimed } = Object(JSON.parse(text)) as Record<string, unknown>
    if (watchpost !== KIND || typeof claimed !== 'boolean' || typeof key !== 'string') return undefined
    return key.length > 0 && key.length <= MOST_KEY ? { key, claimed } : undefined
  } catch {
    return undefined
  }
}
