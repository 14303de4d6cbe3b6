/** The head of a file of tiles (PMTiles, version 3): enough to know that it is one, and what is in it. */
import { open } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'

export interface PmtilesFacts {
  readonly content: 'vector' | 'raster'
  readonly minZoom: number
  readonly maxZoom: number
  readonly bytes: number
  /** Epoch ms. */
  readonly modifiedMs: number
}

const HEADER_BYTES = 127
const VERSION_AT = 7
const TILE_TYPE_AT = 99
const VECTOR = 1
/** PNG, JPEG, WebP, AVIF. */
const LAST_TYPE = 5
const MOST_ZOOM = 24

/** Errors: `not-found`, `not-a-map` for another kind of file. */
export async function readPmtiles(file: string): Promise<PmtilesFacts> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new AppError('not-found', { reason: 'the file is gone or cannot be read' }, { cause: error })
  })
  try {
    const head = Buffer.alloc(HEADER_BYTES)
    const stat = await handle.stat()
    const { bytesRead } = stat.isFile() ? await handle.read(head, 0, HEADER_BYTES, 0) : { bytesRead: 0 }
    const type = head[TILE_TYPE_AT] ?? 0
    const [minZoom = 0, maxZoom = 0] = [head[TILE_TYPE_AT + 1], head[TILE_TYPE_AT + 2]]
    const isOne = bytesRead === HEADER_BYTES && head.toString('latin1', 0, VERSION_AT) === 'PMTiles'
    if (
      !isOne ||
      head[VERSION_AT] !== 3 ||
      type < VECTOR ||
      type > LAST_TYPE ||
      minZoom > maxZoom ||
      maxZoom > MOST_ZOOM
    )
      throw new AppError('not-a-map', { reason: 'no PMTiles file of version 3' })
    const content = type === VECTOR ? 'vector' : 'raster'
    return { content, minZoom, maxZoom, bytes: stat.size, modifiedMs: stat.mtimeMs }
  } finally {
    await handle.close()
  }
}
