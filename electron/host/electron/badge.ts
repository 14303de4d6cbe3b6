import { app, nativeImage, type BrowserWindow, type NativeImage } from 'electron'

const SIZE = 16

/** A number where the system can show one; on Windows a dot on the task bar's icon, with the number for screen readers. */
export function showBadge(count: number, windows: readonly BrowserWindow[]): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count)
    return
  }
  const dot = count > 0 ? redDot() : null
  for (const window of windows) window.setOverlayIcon(dot, count > 0 ? String(count) : '')
}

function redDot(): NativeImage {
  const pixels = Buffer.alloc(SIZE * SIZE * 4)
  const centre = (SIZE - 1) / 2
  for (let at = 0; at < SIZE * SIZE; at++) {
    const isInside = Math.hypot((at % SIZE) - centre, Math.floor(at / SIZE) - centre) <= SIZE / 2
    // Blue, green, red, opacity.
    if (isInside) pixels.set([0x3b, 0x3b, 0xe0, 0xff], at * 4)
  }
  return nativeImage.createFromBitmap(pixels, { width: SIZE, height: SIZE })
}
