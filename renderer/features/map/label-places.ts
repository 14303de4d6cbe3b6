/** Finds room for words beside marks, so that no two lie over each other. Px throughout. */
const BAND = 32

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export class LabelPlaces {
  /** Boxes by the bands of the picture they touch. */
  readonly #bands = new Map<number, Box[]>()

  clear(): void {
    this.#bands.clear()
  }

  /** Room that is taken already: a mark. */
  take(left: number, top: number, width: number, height: number): void {
    const box = { left, top, right: left + width, bottom: top + height }
    for (let band = Math.floor(top / BAND); band <= Math.floor(box.bottom / BAND); band++) {
      const boxes = this.#bands.get(band)
      if (boxes) boxes.push(box)
      else this.#bands.set(band, [box])
    }
  }

  isFree(left: number, top: number, width: number, height: number): boolean {
    const [right, bottom] = [left + width, top + height]
    for (let band = Math.floor(top / BAND); band <= Math.floor(bottom / BAND); band++) {
      for (const box of this.#bands.get(band) ?? []) {
        if (box.left < right && box.right > left && box.top < bottom && box.bottom > top) return false
      }
    }
    return true
  }

  /** The first of the places around a mark that is free: right, left, above, below. It is taken. */
  around(x: number, y: number, gap: number, width: number, height: number): readonly [number, number] | undefined {
    const middle = y - height / 2
    const places = [
      [x + gap, middle],
      [x - gap - width, middle],
      [x - width / 2, y - gap - height],
      [x - width / 2, y + gap],
    ] as const
    const free = places.find(([left, top]) => this.isFree(left, top, width, height))
    if (free) this.take(free[0], free[1], width, height)
    return free
  }
}
