/** The account's own map as a layer: tiles out of a file or of a server, both by way of the host this page came from. */
import type BaseLayer from 'ol/layer/Base'
import TileLayer from 'ol/layer/Tile'
import VectorTileLayer from 'ol/layer/VectorTile'
import TileState from 'ol/TileState'
import XYZ from 'ol/source/XYZ'
import { PMTilesRasterSource, PMTilesVectorSource } from 'ol-pmtiles'
import { MAP_PATHS, type MapSource } from '../../../shared/contract/maps.ts'
import { AppError, ErrorEnvelope } from '../../../shared/errors.ts'
import { Check } from 'typebox/value'
import type { Palette } from './palette.ts'
import { vectorStyle } from './vector-style.ts'

/** Pictures of a map by day are turned into one by night by the page's style sheet, which knows them by this. */
const PICTURES = 'ol-layer map-pictures'

export interface OwnBase {
  readonly layer: BaseLayer
  setPalette(palette: Palette, chinese: boolean): void
}

/** @param onError what a server of tiles, or the way to it, refused */
export function ownBase(source: MapSource, onError: (error: ErrorEnvelope) => void): OwnBase {
  if (source.kind === 'tiles') return pictures(new TileLayer({ className: PICTURES, source: tilesOf(source, onError) }))
  const url = new URL(`${MAP_PATHS.file}/${source.revision}`, window.location.href).href
  if (source.content === 'raster')
    return pictures(new TileLayer({ className: PICTURES, source: new PMTilesRasterSource({ url, wrapX: false }) }))
  const layer = new VectorTileLayer({
    // Placing labels over the edges of tiles costs a paint of all of them for each frame.
    renderMode: 'hybrid',
    declutter: true,
    source: new PMTilesVectorSource({ url, wrapX: false }),
  })
  return { layer, setPalette: (palette, chinese) => layer.setStyle(vectorStyle(palette, chinese)) }
}

function pictures(layer: BaseLayer): OwnBase {
  return { layer, setPalette: () => undefined }
}

function tilesOf(
  { revision, maxZoom }: Extract<MapSource, { kind: 'tiles' }>,
  onError: (error: ErrorEnvelope) => void,
): XYZ {
  const url = new URL(`${MAP_PATHS.tiles}/${revision}`, window.location.href).href
  const source = new XYZ({ url: `${url}/{z}/{x}/{y}`, maxZoom, wrapX: false, transition: 0 })
  let isTold = false
  source.on('tileloaderror', ({ tile }) => {
    if (isTold || tile.getState() !== TileState.ERROR) return
    isTold = true
    const [z, x, y] = tile.tileCoord
    void whyNot(`${url}/${z}/${x}/${y}`).then((error) => (error ? onError(error) : (isTold = false)))
  })
  return source
}

/** A picture only fails; asked again as text the host says why. Undefined for a tile that is merely not there. */
async function whyNot(url: string): Promise<ErrorEnvelope | undefined> {
  try {
    const answer = await fetch(url)
    if (answer.ok || answer.status === 404) return undefined
    const told: unknown = await answer.json()
    if (Check(ErrorEnvelope, told)) return told
    return new AppError('bad-answer').toEnvelope()
  } catch {
    return new AppError('disconnected').toEnvelope()
  }
}
