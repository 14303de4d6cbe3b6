import { expect } from 'vitest'
import { FileType, type FileTypeId } from '../../../../shared/platform/record-file.ts'

/** Whether these are the bytes of such a file, by the marks that its format has. */
export function expectIs(type: FileTypeId, bytes: Uint8Array): void {
  const file = Buffer.from(bytes)
  if (type === FileType.video || type === FileType.audio) {
    expect(file.toString('latin1', 4, 8)).toBe('ftyp')
    expect(topBoxes(file)).toEqual(expect.arrayContaining(['ftyp', 'moov', 'mdat']))
  } else if (type === FileType.image) {
    expect(file.toString('hex', 0, 3)).toBe('ffd8ff')
    expect(file.toString('hex', file.length - 2)).toBe('ffd9')
  } else if (type === FileType.gps) {
    for (const line of file.toString('latin1').trimEnd().split('\r\n')) expect(line).toMatch(/^\$GPRMC,.*\*[\dA-F]{2}$/)
  } else expect(file.toString('utf8').trimEnd().split('\n').length).toBeGreaterThan(1)
}

/** Kinds of the boxes of an MP4 file. They have to end where the file ends. */
function topBoxes(file: Buffer): string[] {
  const kinds: string[] = []
  let at = 0
  while (at + 8 <= file.length) {
    const size = file.readUInt32BE(at)
    expect(size).toBeGreaterThanOrEqual(8)
    kinds.push(file.toString('latin1', at + 4, at + 8))
    at += size
  }
  expect(at).toBe(file.length)
  return kinds
}
