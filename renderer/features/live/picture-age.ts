/** How old the picture on screen is. Nothing on screen lies: an old picture says so, in words and in colour. */
export type AgeLevel = 'none' | 'live' | 'late' | 'warn' | 'alarm'

export interface PictureAge {
  readonly level: AgeLevel
  /** Empty while the picture is live; else `1.4 s`, `12 s`, `3:05`, `2:10:00`. */
  readonly text: string
}

const LATE_MS = 1_000
const WARN_MS = 2_000
const ALARM_MS = 5_000

/** @param sinceMs since the picture was new; undefined when there is none */
export function pictureAge(sinceMs: number | undefined): PictureAge {
  if (sinceMs === undefined) return { level: 'none', text: '' }
  const ageMs = Math.max(0, sinceMs)
  if (ageMs <= LATE_MS) return { level: 'live', text: '' }
  const level = ageMs > ALARM_MS ? 'alarm' : ageMs > WARN_MS ? 'warn' : 'late'
  return { level, text: ageText(ageMs) }
}

function ageText(ageMs: number): string {
  const seconds = ageMs / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.floor(seconds)} s`
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
  return `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`
}
