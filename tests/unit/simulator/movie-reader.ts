/** Reads what tests ask of an MP4 file: by the standard alone, nothing of the writer. */

export interface ReadMovie {
  readonly seconds: number
  /** `vide`, `soun`. */
  readonly tracks: readonly string[]
  /** Every sample of a track, by its handler. */
  samples(handler: string): Buffer[]
}

interface Box {
  readonly type: string
  readonly start: number
  readonly end: number
}

export function readMovie(file: Buffer): ReadMovie {
  const moov = only(file, { type: '', start: 0, end: file.length }, 'moov')
  const mvhd = only(file, moov, 'mvhd')
  const tracks = boxes(file, moov).filter(({ type }) => type === 'trak')
  const handlerOf = (track: Box) => {
    const { start } = only(file, only(file, track, 'mdia'), 'hdlr')
    return file.toString('latin1', start + 8, start + 12)
  }
  return {
    seconds: file.readUInt32BE(mvhd.start + 16) / file.readUInt32BE(mvhd.start + 12),
    tracks: tracks.map(handlerOf),
    samples(handler) {
      const track = tracks.find((entry) => handlerOf(entry) === handler)
      return track ? samplesOf(file, track) : []
    },
  }
}

function boxes(file: Buffer, within: Box): Box[] {
  const found: Box[] = []
  for (let at = within.start; at + 8 <= within.end;) {
    const size = file.readUInt32BE(at)
    if (size < 8) throw new Error(`a box of ${size} bytes at ${at}`)
    found.push({ type: file.toString('latin1', at + 4, at + 8), start: at + 8, end: at + size })
    at += size
  }
  return found
}

function only(file: Buffer, within: Box, type: string): Box {
  const found = boxes(file, within).filter((box) => box.type === type)
  const [first] = found
  if (!first || found.length > 1) throw new Error(`${found.length} boxes ${type}`)
  return first
}

/** Values of a table: count, then 32 bits each. */
function values(file: Buffer, start: number, perEntry = 1): number[] {
  const count = file.readUInt32BE(start) * perEntry
  return Array.from({ length: count }, (_, index) => file.readUInt32BE(start + 4 + index * 4))
}

function samplesOf(file: Buffer, track: Box): Buffer[] {
  const table = only(file, only(file, only(file, track, 'mdia'), 'minf'), 'stbl')
  const sizes = values(file, only(file, table, 'stsz').start + 8)
  const offsets = values(file, only(file, table, 'stco').start + 4)
  const runs = values(file, only(file, table, 'stsc').start + 4, 3)
  const samples: Buffer[] = []
  for (const [chunk, offset] of offsets.entries()) {
    let at = offset
    for (let left = perChunk(runs, chunk + 1); left > 0 && samples.length < sizes.length; left--) {
      const size = sizes[samples.length] ?? 0
      samples.push(file.subarray(at, at + size))
      at += size
    }
  }
  return samples
}

function perChunk(runs: readonly number[], chunk: number): number {
  let count = 0
  for (let at = 0; at < runs.length; at += 3) if ((runs[at] ?? 0) <= chunk) count = runs[at + 1] ?? 0
  return count
}
