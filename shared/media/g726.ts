/**
 * G.726 (ITU-T), 16 to 40 kbit/s at 8000 samples a second: the arithmetic of the recommendation, in whole numbers as it has
 * them. Codes stand in a packet from the highest bit of a byte on, as the platform's clients read them.
 */

export type G726Bits = 2 | 3 | 4 | 5

interface Tables {
  /** Logarithm of the quantised difference, of each code. */
  readonly levels: readonly number[]
  /** How the scale follows, and how fast. */
  readonly scales: readonly number[]
  readonly speeds: readonly number[]
}

const mirrored = (half: readonly number[]): number[] => [...half, ...half.toReversed()]

const TABLES: Readonly<Record<G726Bits, Tables>> = {
  2: { levels: mirrored([116, 365]), scales: mirrored([-704, 14_048]), speeds: mirrored([0, 0xe00]) },
  3: {
    levels: mirrored([-2048, 135, 273, 373]),
    scales: mirrored([-128, 960, 4384, 18_624]),
    speeds: mirrored([0, 0x200, 0x400, 0xe00]),
  },
  4: {
    levels: mirrored([-2048, 4, 135, 213, 273, 323, 373, 425]),
    scales: mirrored([-12, 18, 41, 64, 112, 198, 355, 1122].map((value) => value * 32)),
    speeds: mirrored([0, 0, 0, 0x200, 0x200, 0x200, 0x600, 0xe00]),
  },
  5: {
    levels: mirrored([-2048, -66, 28, 104, 169, 224, 274, 318, 358, 395, 429, 459, 488, 514, 539, 566]),
    scales: mirrored([
      448, 448, 768, 1248, 1280, 1312, 1856, 3200, 4512, 5728, 7008, 8960, 11_456, 14_080, 16_928, 22_272,
    ]),
    speeds: mirrored([0, 0, 0, 0, 0, 0x200, 0x200, 0x200, 0x200, 0x200, 0x400, 0x600, 0x800, 0xa00, 0xc00, 0xc00]),
  },
}

/** Of a negative zero in the floating form that the predictor remembers. */
const NEGATIVE_ZERO = 0xfc20 - 0x10000

/** Undefined for a rate that G.726 does not have. */
export function g726Bits(kilobitsPerSecond: number | undefined): G726Bits | undefined {
  return ([2, 3, 4, 5] as const).find((bits) => bits * 8 === kilobitsPerSecond)
}

/** One stream: what comes depends on all that came before. */
export class G726Decoder {
  readonly #bits: G726Bits
  readonly #tables: Tables
  /** Scale factors: slow (with 6 bits of fraction more) and quick. */
  #slow = 34_816
  #quick = 544
  /** Averages of the speed, short and long, and what they say. */
  #short = 0
  #long = 0
  #speed = 0
  /** Predictor: poles, zeros, and what they look back on. */
  readonly #poles = [0, 0]
  readonly #zeros = [0, 0, 0, 0, 0, 0]
  readonly #differences = [32, 32, 32, 32, 32, 32]
  readonly #signals = [32, 32]
  readonly #signs = [0, 0]
  #isTone = false

  constructor(bits: G726Bits) {
    this.#bits = bits
    this.#tables = TABLES[bits]
  }

  /** Samples of 16 bits, of whole codes only. */
  decode(bytes: Uint8Array): Int16Array<ArrayBuffer> {
    const samples = new Int16Array(Math.floor((bytes.length * 8) / this.#bits))
    let [held, count, at] = [0, 0, 0]
    for (const byte of bytes) {
      held = (held << 8) | byte
      count += 8
      while (count >= this.#bits) {
        count -= this.#bits
        samples[at++] = this.#sample((held >> count) & ((1 << this.#bits) - 1))
      }
      held &= (1 << count) - 1
    }
    return samples
  }

  #sample(code: number): number {
    const fromZeros = this.#zeros.reduce((sum, zero, at) => sum + product(zero >> 2, this.#differences[at] ?? 0), 0)
    const fromPoles = this.#poles.reduce((sum, pole, at) => sum + product(pole >> 2, this.#signals[at] ?? 0), 0)
    const zeroEstimate = fromZeros >> 1
    const estimate = (fromZeros + fromPoles) >> 1
    const scale = this.#scale()
    const isNegative = (code & (1 << (this.#bits - 1))) !== 0
    const difference = reconstructed(isNegative, this.#tables.levels[code] ?? 0, scale)
    const magnitude = difference & 0x7fff
    const signal = difference < 0 ? estimate - magnitude : estimate + difference
    this.#follow(code, scale, difference, signal, signal - estimate + zeroEstimate)
    return Math.max(-32_768, Math.min(32_767, signal << 2))
  }

  #scale(): number {
    if (this.#speed >= 256) return this.#quick
    const slow = this.#slow >> 6
    const step = (this.#quick - slow) * (this.#speed >> 2)
    return slow + ((step < 0 ? step + 0x3f : step) >> 6)
  }

  #follow(code: number, scale: number, difference: number, signal: number, withZeros: number): void {
    const magnitude = difference & 0x7fff
    const isJump = this.#isTone && magnitude > this.#jumpAt()
    this.#rescale(scale, this.#tables.scales[code] ?? 0)
    const sign = withZeros < 0 ? 1 : 0
    const secondPole = isJump ? this.#forget() : this.#adapt(sign, withZeros, difference)
    this.#remember(difference, signal, sign)
    this.#isTone = !isJump && secondPole < -11_776
    this.#average(this.#tables.speeds[code] ?? 0, scale, isJump)
  }

  /** A difference that a tone does not have: something else begins. */
  #jumpAt(): number {
    const whole = this.#slow >> 15
    const threshold = whole > 9 ? 31 << 10 : (32 + ((this.#slow >> 10) & 0x1f)) << whole
    return (threshold + (threshold >> 1)) >> 1
  }

  #rescale(scale: number, by: number): void {
    this.#quick = Math.max(544, Math.min(5120, scale + ((by - scale) >> 5)))
    this.#slow += this.#quick + (-this.#slow >> 6)
  }

  #forget(): number {
    this.#poles.fill(0)
    this.#zeros.fill(0)
    return 0
  }

  /** Gradients of the predictor; gives its second pole. */
  #adapt(sign: number, withZeros: number, difference: number): number {
    const [first = 0, second = 0] = this.#poles
    const [last = 0, before = 0] = this.#signs
    const isOther = sign !== last
    let next = second - (second >> 7)
    if (withZeros !== 0) {
      const lean = isOther ? first : -first
      next += lean < -8191 ? -0x100 : lean > 8191 ? 0xff : lean >> 5
      next = sign === before ? held(next, -12_416, 12_160, 0x80) : held(next, -12_160, 12_416, -0x80)
    }
    const most = 15_360 - next
    const moved = first - (first >> 8) + (withZeros === 0 ? 0 : isOther ? -192 : 192)
    this.#poles[0] = Math.max(-most, Math.min(most, moved))
    this.#poles[1] = next
    const leak = this.#bits === 5 ? 9 : 8
    for (let at = 0; at < 6; at++) {
      const zero = this.#zeros[at] ?? 0
      const push = (difference & 0x7fff) === 0 ? 0 : (difference ^ (this.#differences[at] ?? 0)) >= 0 ? 128 : -128
      this.#zeros[at] = zero - (zero >> leak) + push
    }
    return next
  }

  #remember(difference: number, signal: number, sign: number): void {
    this.#differences.pop()
    this.#differences.unshift(floating(difference & 0x7fff, difference < 0))
    this.#signals.pop()
    this.#signals.unshift(signal <= -32_768 ? NEGATIVE_ZERO : floating(Math.abs(signal), signal < 0))
    this.#signs.pop()
    this.#signs.unshift(sign)
  }

  #average(speed: number, scale: number, isJump: boolean): void {
    this.#short += (speed - this.#short) >> 5
    this.#long += ((speed << 2) - this.#long) >> 7
    const isUnsteady = Math.abs((this.#short << 2) - this.#long) >= this.#long >> 3
    if (isJump) this.#speed = 256
    else if (scale < 1536 || this.#isTone || isUnsteady) this.#speed += (0x200 - this.#speed) >> 4
    else this.#speed += -this.#speed >> 4
  }
}

/** The second pole stays where the predictor is stable. */
function held(value: number, low: number, high: number, push: number): number {
  if (value <= low) return -12_288
  return value >= high ? 12_288 : value + push
}

/** Sign and magnitude of 15 bits; negative ones are less than zero by the whole range. */
function reconstructed(isNegative: boolean, level: number, scale: number): number {
  const logarithm = level + (scale >> 2)
  if (logarithm < 0) return isNegative ? -0x8000 : 0
  const magnitude = ((128 + (logarithm & 127)) << 7) >> (14 - ((logarithm >> 7) & 15))
  return isNegative ? magnitude - 0x8000 : magnitude
}

const bitsOf = (magnitude: number): number => 32 - Math.clz32(magnitude)

/** Four bits of exponent and six of mantissa, as the predictor multiplies them. */
function floating(magnitude: number, isNegative: boolean): number {
  if (magnitude === 0) return isNegative ? NEGATIVE_ZERO : 0x20
  const exponent = Math.min(15, bitsOf(magnitude))
  const value = (exponent << 6) + ((magnitude << 6) >> exponent)
  return isNegative ? value - 0x400 : value
}

/** Of a coefficient and a remembered value in floating form. */
function product(coefficient: number, value: number): number {
  const magnitude = coefficient > 0 ? coefficient : -coefficient & 0x1fff
  const exponent = Math.min(15, bitsOf(magnitude)) - 6
  const mantissa = magnitude === 0 ? 32 : exponent >= 0 ? magnitude >> exponent : magnitude << -exponent
  const sum = exponent + ((value >> 6) & 0xf) - 13
  const multiplied = (mantissa * (value & 0x3f) + 0x30) >> 4
  const result = sum >= 0 ? (multiplied << sum) & 0x7fff : multiplied >> -sum
  return (coefficient ^ value) < 0 ? -result : result
}
