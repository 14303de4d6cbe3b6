/** As much of DER as a certificate needs. */

/** Tag, length and content. */
export function value(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  if (length < 0x100) return Buffer.from([0x81, length])
  return Buffer.from([0x82, length >> 8, length & 0xff])
}

export function sequence(...parts: readonly Buffer[]): Buffer {
  return value(0x30, Buffer.concat(parts))
}

export function set(...parts: readonly Buffer[]): Buffer {
  return value(0x31, Buffer.concat(parts))
}

/** `bytes` big-endian, the first one below 0x80. */
export function integer(bytes: Buffer): Buffer {
  return value(0x02, bytes)
}

export function bitString(bytes: Buffer): Buffer {
  return value(0x03, Buffer.concat([Buffer.from([0]), bytes]))
}

export function octets(bytes: Buffer): Buffer {
  return value(0x04, bytes)
}

export function utf8(text: string): Buffer {
  return value(0x0c, Buffer.from(text, 'utf8'))
}

/** Years 1950 to 2049. */
export function utcTime(date: Date): Buffer {
  const text = date.toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return value(0x17, Buffer.from(`${text}Z`, 'ascii'))
}

/** Constructed, context-specific. */
export function contextual(tag: number, content: Buffer): Buffer {
  return value(0xa0 | tag, content)
}

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return value(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(number: number): number[] {
  const bytes = [number & 0x7f]
  for (let left = number >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80)
  return bytes
}
