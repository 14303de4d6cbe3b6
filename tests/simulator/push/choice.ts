/** Which devices a client wants positions of, by what it said so far. Documentation: "Device location subscription". */
import type { Sent } from './connection.ts'

export interface Choice {
  readonly all: boolean
  readonly ids: ReadonlySet<string>
}

export const NOTHING: Choice = { all: false, ids: new Set() }

/** `all` is kept until it is said otherwise; without `badd` devices are added. */
export function chosen(before: Choice, { all, badd, puid }: Sent<'gpsData'>): Choice {
  const ids = new Set(before.ids)
  for (const id of puid ?? []) {
    if (badd === false) ids.delete(id)
    else ids.add(id)
  }
  return { all: all ?? before.all, ids }
}

export function wants(choice: Choice, id: string): boolean {
  return choice.all || choice.ids.has(id)
}
