/** Width of the tree beside the grid: pure limits and what is kept. */
export const SIDEBAR_MIN_PX = 220
export const SIDEBAR_MAX_PX = 480
export const SIDEBAR_DEFAULT_PX = 280

export interface Sidebar {
  readonly widthPx: number
  readonly collapsed: boolean
}

export function clampSidebar(widthPx: number): number {
  return Math.round(Math.min(SIDEBAR_MAX_PX, Math.max(SIDEBAR_MIN_PX, widthPx)))
}

/** Reads what was kept; the default for whatever does not fit. */
export function parseSidebar(value: unknown): Sidebar {
  const kept = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof Sidebar, unknown>>
  const width = kept.widthPx
  return {
    widthPx: typeof width === 'number' && Number.isFinite(width) ? clampSidebar(width) : SIDEBAR_DEFAULT_PX,
    collapsed: kept.collapsed === true,
  }
}
