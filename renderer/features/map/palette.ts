/** The colours of the map, read from the tokens where it stands: once for each theme, because canvases know no variables. */
export interface Palette {
  readonly water: string
  readonly land: string
  readonly border: string
  readonly grid: string
  readonly ground: string
  readonly raised: string
  readonly text: string
  readonly text2: string
  readonly text3: string
  readonly ok: string
  readonly warn: string
  readonly off: string
  readonly accent: string
  /** By the number of a level: 0 none, 1 low … 4 critical. */
  readonly levels: readonly string[]
  readonly onLevel: string
  readonly font: string
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    water: token('map-water'),
    land: token('map-land'),
    border: token('map-border'),
    grid: token('map-grid'),
    ground: token('ground'),
    raised: token('raised'),
    text: token('text'),
    text2: token('text-2'),
    text3: token('text-3'),
    ok: token('ok'),
    warn: token('warn'),
    off: token('off'),
    accent: token('accent'),
    levels: [token('ok'), ...['low', 'medium', 'high', 'critical'].map((level) => token(`level-${level}`))],
    onLevel: token('on-level'),
    font: token('font'),
  }
}
