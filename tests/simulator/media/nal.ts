/** NAL units: cutting a byte stream, and the emulation prevention bytes. */

export const NalType = { slice: 1, idr: 5, sps: 7, pps: 8 } as const

export function nalTypeOf(nal: Uint8Array): number {
  return (nal[0] ?? 0) & 0x1f
}

/** NAL units of an Annex B byte stream, without start codes. */
export function splitByteStream(stream: Buffer): Buffer[] {
  const starts: number[] = []
  for (let at = stream.indexOf('000001', 0, 'hex'); at >= 0; at = stream.indexOf('000001', at + 3, 'hex'))
    starts.push(at)
  return starts.map((start, index) => {
    let end = starts[index + 1] ?? stream.length
    while (end > start && stream[end - 1] === 0) end--
    return stream.subarray(start + 3, end)
  })
}

/** The payload without emulation prevention; the header byte stays. */
export function unescapeNal(nal: Uint8Array): Buffer {
  const plain = Buffer.alloc(nal.length)
  let length = 0
  let zeros = 0
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0
      continue
    }
    plain[length++] = byte
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return plain.subarray(0, length)
}

/** The NAL unit of `header` byte and payload, with emulation prevention. */
export function escapeNal(header: number, payload: Uint8Array): Buffer {
  const nal = Buffer.alloc(1 + payload.length + (payload.length >> 1) + 1)
  nal[0] = header
  let length = 1
  let zeros = 0
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      nal[length++] = 3
      zeros = 0
    }
    nal[length++] = byte
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return nal.subarray(0, length)
}
