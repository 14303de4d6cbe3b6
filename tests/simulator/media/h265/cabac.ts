/** Context-adaptive binary arithmetic coding, the writing half. ITU-T H.265, 9.3. */

export interface CabacWriter {
  /** One bin with the context of this number. */
  bin(context: number, value: 0 | 1): void
  /** `count` bins without a context, most significant first. */
  bypass(value: number, count: number): void
  /** The bin that may end the slice. */
  terminate(value: 0 | 1): void
  /** After a terminating 1: everything so far, with the stop bit and zeros to the next byte. */
  finish(): Buffer
}

/** Range of the less probable symbol, four for each of 64 states. Table 9-52. */
const RANGE_LPS = Buffer.from(
  '80b0d0f080a7c5e3809ebbd87b96b2cd748ea9c36f87a0b9698098af647a90a65f74899e5a6e829655687b8e516375874d5e6f80' +
    '4959697a4555647442505f6e3e4c5a683b4856633845515e35414d59333e4955303b45502e38424c2b353f4829323b4527303841' +
    '252d363e232b333b2129303820272e351e252b321d2329301b21272d1a1f252b181e2329171c2127161b2025151a1e2314181d21' +
    '13171b1f12161a1e1115191c1014171b0f1316190e1215180e1114170d1013160c0f12150c0e11140b0e10130b0d0f120a0c0f11' +
    '0a0c0e10090b0d0f090b0c0e080a0c0e08090b0d07090b0c07090a0c07080a0b0608090b0607090a0607080902020202',
  'hex',
)
/** State after a less probable symbol. Table 9-53. */
const NEXT_LPS = Buffer.from(
  '000001020204040506070809090b0b0c0d0d0f0f10101212131315151616171818191a1a1b1b1c1d1d1e1e1e1f2020212121222223232324242425252526263f',
  'hex',
)

/** `initValues`: one for each context, from the tables of the standard. `qp`: of the slice. */
export function createCabacWriter(initValues: readonly number[], qp: number, capacity: number): CabacWriter {
  const contexts = initValues.map((value) => initialState(value, qp))
  const bytes = Buffer.alloc(capacity)
  let bits = 0
  let low = 0
  let range = 510
  let outstanding = 0
  let isFirst = true

  function write(bit: number): void {
    if (bit) bytes[bits >> 3] = (bytes[bits >> 3] ?? 0) | (0x80 >> (bits & 7))
    bits++
    if (bits > capacity * 8) throw new RangeError('the slice is too long')
  }
  function put(bit: number): void {
    if (isFirst) isFirst = false
    else write(bit)
    for (; outstanding > 0; outstanding--) write(1 - bit)
  }
  function shift(): void {
    if (low < 256) put(0)
    else if (low >= 512) {
      low -= 512
      put(1)
    } else {
      low -= 256
      outstanding++
    }
    low *= 2
  }
  function renormalise(): void {
    for (; range < 256; range *= 2) shift()
  }
  return {
    bin(context, value) {
      const entry = contexts[context]
      if (!entry) throw new RangeError('no such context')
      const less = RANGE_LPS[entry.state * 4 + ((range >> 6) & 3)] ?? 0
      range -= less
      if (value === entry.likely) entry.state = Math.min(62, entry.state + 1)
      else {
        low += range
        range = less
        if (entry.state === 0) entry.likely = entry.likely ? 0 : 1
        entry.state = NEXT_LPS[entry.state] ?? 0
      }
      renormalise()
    },
    bypass(value, count) {
      for (let bit = count - 1; bit >= 0; bit--) {
        low *= 2
        if ((value >> bit) & 1) low += range
        if (low >= 1024) {
          put(1)
          low -= 1024
        } else if (low < 512) put(0)
        else {
          low -= 512
          outstanding++
        }
      }
    },
    terminate(value) {
      range -= 2
      if (value) {
        low += range
        range = 2
      }
      renormalise()
    },
    finish() {
      put((low >> 9) & 1)
      write((low >> 8) & 1)
      // What is left of the register ends with the stop bit.
      write(1)
      bits = (bits + 7) & ~7
      return bytes.subarray(0, bits >> 3)
    },
  }
}

interface Context {
  state: number
  likely: 0 | 1
}

function initialState(value: number, qp: number): Context {
  const slope = (value >> 4) * 5 - 45
  const offset = ((value & 15) << 3) - 16
  const start = Math.min(126, Math.max(1, ((slope * Math.min(51, Math.max(0, qp))) >> 4) + offset))
  return start <= 63 ? { state: 63 - start, likely: 0 } : { state: start - 64, likely: 1 }
}
