/** How the picture of a camera is shown: turned, where it hangs on its side, and filling its pane or whole. */
import type { Turns } from '../captures/picture-file.ts'

export interface PictureView {
  /** Quarter turns to the right. */
  readonly turns: Turns
  /** Fills the pane, its edges cut off; else all of it is seen. */
  readonly fills: boolean
}

export const USUAL_VIEW: PictureView = { turns: 0, fills: false }

export function turned({ turns, fills }: PictureView): PictureView {
  return { turns: ((turns + 1) % 4) as Turns, fills }
}

/** Kept ones may be edited by hand: what does not fit is left out. */
export function readView(value: unknown): PictureView | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { turns, fills } = value as { turns?: unknown; fills?: unknown }
  const known = ([0, 1, 2, 3] as const).find((turn) => turn === turns)
  return known === undefined || typeof fills !== 'boolean' ? undefined : { turns: known, fills }
}
