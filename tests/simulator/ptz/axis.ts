/** One motion of a camera: a value that stands or runs towards an end, known for every moment without a timer. */
export interface Axis {
  /** At `timeMs`, which never goes back. */
  at(timeMs: number): number
  /** Runs on until it is halted or meets the end of its range. `rate`: units a second, signed. */
  drive(timeMs: number, rate: number): void
  /** Runs to `target` and stands there; gives the time when it does (epoch ms). `rate`: units a second. */
  goTo(timeMs: number, target: number, rate: number): number
  halt(timeMs: number): void
  isMoving(timeMs: number): boolean
}

export interface Range {
  readonly low: number
  readonly high: number
  /** Goes round: behind the high end comes the low one. */
  readonly isRound?: true
}

export function createAxis({ low, high, isRound }: Range, start: number): Axis {
  let from = start
  let fromMs = 0
  let rate = 0
  /** Where it ends; a round axis that is driven has no end. */
  let end = start

  const wrapped = (value: number): number => {
    if (!isRound) return value
    const span = high - low
    return ((((value - low) % span) + span) % span) + low
  }
  function unwrapped(timeMs: number): number {
    if (rate === 0) return from
    const value = from + (rate * (timeMs - fromMs)) / 1000
    return rate > 0 ? Math.min(value, end) : Math.max(value, end)
  }
  function begin(timeMs: number, newRate: number, newEnd: (here: number) => number): void {
    from = wrapped(unwrapped(timeMs))
    fromMs = timeMs
    rate = newRate
    end = newEnd(from)
  }

  return {
    at: (timeMs) => wrapped(unwrapped(timeMs)),
    drive: (timeMs, newRate) =>
      begin(timeMs, newRate, () => (isRound ? Math.sign(newRate) * Infinity : newRate > 0 ? high : low)),
    goTo(timeMs, target, speed) {
      const here = wrapped(unwrapped(timeMs))
      let way = Math.min(Math.max(target, low), high) - here
      // The short way round.
      if (isRound) way -= Math.round(way / (high - low)) * (high - low)
      if (speed <= 0 || way === 0) {
        begin(timeMs, 0, (value) => value)
        return way === 0 ? timeMs : Infinity
      }
      begin(timeMs, Math.sign(way) * speed, (value) => value + way)
      return timeMs + (Math.abs(way) / speed) * 1000
    },
    halt: (timeMs) => begin(timeMs, 0, (value) => value),
    isMoving: (timeMs) => rate !== 0 && unwrapped(timeMs) !== end,
  }
}
