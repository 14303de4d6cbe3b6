import { app, nativeImage, type BrowserWindow } from 'electron'
import { DOT_SIDE, redDot } from '../common/red-dot.ts'

/** A number where the system can show one; on Windows a dot on the task bar's icon, with the number for screen readers. */
export function showBadge(count: number, windows: readonly BrowserWindow[]): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count)
    return
  }
  const dot = count > 0 ? nativeImage.createFromBitmap(redDot(), { width: DOT_SIDE, height: DOT_SIDE }) : null
  for (const window of windows) window.setOverlayIcon(dot, count > 0 ? String(count) : '')
}
