/** Boxes of the ISO base media file format. ISO/IEC 14496-12. */

export function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const size = 8 + parts.reduce((sum, part) => sum + part.length, 0)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(size)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, ...parts], size)
}

/** A box with version 0 and flags. */
export function fullBox(type: string, flags: number, ...parts: readonly Uint8Array[]): Buffer {
  return box(type, u32(flags), ...parts)
}

/** Big-endian 32 bits each. */
export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4)
  return bytes
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, index * 2)
  return bytes
}

/** `count` and then the values `valueAt` gives, 32 bits each. */
export function table(count: number, valueAt: (index: number) => number): Buffer {
  const bytes = Buffer.alloc(4 + count * 4)
  bytes.writeUInt32BE(count)
  for (let index = 0; index < count; index++) bytes.writeUInt32BE(valueAt(index), 4 + index * 4)
  return bytes
}

/** `count` and then the values of `round` over and over until there are so many. */
export function repeated(count: number, round: readonly number[]): Buffer {
  return Buffer.concat([u32(count), Buffer.alloc(count * 4, u32(...round))])
}

export function text(value: string): Buffer {
  return Buffer.from(value, 'latin1')
}
