/** A small file of tiles (PMTiles, version 3) with one picture for every tile up to a zoom: made here, so that nothing large lies in the tree. */
import { writeFileSync } from 'node:fs'
import { deflateSync, crc32 } from 'node:zlib'

const HEADER = 127
const PNG_TILE = 2
const PLAIN = 1

/** A picture of one colour. */
export function plainPng(red: number, green: number, blue: number, side = 256): Buffer {
  const line = Buffer.alloc(1 + side * 3)
  for (let at = 0; at < side; at++) line.set([red, green, blue], 1 + at * 3)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  // Eight bits, red, green and blue.
  head.set([8, 2, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => line)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** All tiles from zoom 0 to `maxZoom` are the same picture: one entry that runs over all of them. */
export function writePmtiles(file: string, picture: Buffer, maxZoom: number): void {
  const tiles = (4 ** (maxZoom + 1) - 1) / 3
  // Number of entries; then first tile, run length, length and offset of each.
  const directory = Buffer.from([1, 0, ...varint(tiles), ...varint(picture.length), ...varint(1)])
  const metadata = Buffer.from('{}')
  const head = Buffer.alloc(HEADER)
  head.write('PMTiles', 0, 'latin1')
  head.writeUInt8(3, 7)
  const dataAt = HEADER + directory.length + metadata.length
  const parts = [
    [HEADER, directory.length],
    [HEADER + directory.length, metadata.length],
    [dataAt, 0],
    [dataAt, picture.length],
    [tiles, 1],
    [1, 0],
  ].flat()
  parts.slice(0, 11).forEach((value, at) => head.writeBigUInt64LE(BigInt(value), 8 + at * 8))
  head.set([1, PLAIN, PLAIN, PNG_TILE, 0, maxZoom], 96)
  for (const [at, degrees] of [-180, -85, 180, 85].entries()) head.writeInt32LE(degrees * 10_000_000, 102 + at * 4)
  writeFileSync(file, Buffer.concat([head, directory, metadata, picture]))
}

function varint(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest]
    bytes.push((rest % 128) + 128)
  }
}
