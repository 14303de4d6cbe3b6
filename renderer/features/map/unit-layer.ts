/** The units as a layer of the map. */
import { PaintedLayer, type PaintWindow } from './painted-layer.ts'
import type { Palette } from './palette.ts'
import type { Hit } from './unit-marks.ts'
import { UnitPainter, type UnitSource } from './unit-painter.ts'

export class UnitLayer extends PaintedLayer {
  readonly #painter: UnitPainter

  constructor(source: UnitSource, zIndex: number) {
    super(zIndex, 'unit-layer')
    this.#painter = new UnitPainter(source)
  }

  setPalette(palette: Palette): void {
    this.#painter.setPalette(palette)
    this.refresh()
  }

  setOptions({ clusters, labels }: { clusters: boolean; labels: boolean }): void {
    this.#painter.clusters = clusters
    this.#painter.labels = labels
    this.refresh()
  }

  /** What stands at a place of the map. */
  hit([x = 0, y = 0]: readonly number[]): Hit | undefined {
    return this.resolution === undefined ? undefined : this.#painter.hit(x, y, this.resolution)
  }

  protected override paint(pen: CanvasRenderingContext2D, window: PaintWindow): void {
    this.#painter.paint(pen, window)
  }
}
