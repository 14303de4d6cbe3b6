import { describe, expect, it } from 'vitest'
import { fillTileAddress, isTileAddress } from '../../../shared/tile-address.ts'

const PLACE = { z: 3, x: 6, y: 2 }
const WORLD_M = 20_037_508.342789244

describe('an address of tiles', () => {
  it.each([
    ['https://tile.example/{z}/{x}/{y}.png', 'https://tile.example/3/6/2.png'],
    ['https://tile.example/tms/{z}/{x}/{-y}.png', 'https://tile.example/tms/3/6/5.png'],
    ['https://{s}.tile.example/{z}/{x}/{y}', 'https://c.tile.example/3/6/2'],
    [
      'https://wmts.example/vec/default/GLOBAL/{TileMatrix}/{TileRow}/{TileCol}.png',
      'https://wmts.example/vec/default/GLOBAL/3/2/6.png',
    ],
    [
      'https://t.example/wmts?REQUEST=GetTile&TILEMATRIX={tilematrix}&TILEROW={tilerow}&TILECOL={tilecol}',
      'https://t.example/wmts?REQUEST=GetTile&TILEMATRIX=3&TILEROW=2&TILECOL=6',
    ],
  ])('%s is filled with the numbers of a tile', (address, filled) => {
    expect(isTileAddress(address)).toBe(true)
    expect(fillTileAddress(address, PLACE)).toBe(filled)
  })

  it.each(['{bbox}', '{bbox-epsg-3857}'])('of WMS is filled with corners in EPSG:3857 at %s', (mark) => {
    const address = `https://wms.example/?SRS=EPSG:3857&BBOX=${mark}`
    expect(isTileAddress(address)).toBe(true)
    const corners = new URL(fillTileAddress(address, { z: 1, x: 1, y: 0 })).searchParams.get('BBOX')?.split(',')
    expect(corners?.map(Number)).toEqual([0, 0, WORLD_M, WORLD_M])
  })

  it.each([
    'ftp://tile.example/{z}/{x}/{y}',
    'https://tile.example/{z}/{x}.png',
    'https://tile.example/map.png',
    // Which set of tiles, only the operator can say.
    'https://wmts.example/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png',
    'https://tile.example/{z}/{x}/{y}?key={key}',
    'https://[/{z}/{x}/{y}',
  ])('%s is none', (address) => {
    expect(isTileAddress(address)).toBe(false)
  })
})
