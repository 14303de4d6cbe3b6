import { powerSaveBlocker, screen } from 'electron'
import { numberMonitors, type NumberedMonitor } from '../common/monitors.ts'

export function displays(): NumberedMonitor[] {
  const primary = screen.getPrimaryDisplay().id
  return numberMonitors(
    screen
      .getAllDisplays()
      .map(({ id, label, bounds }) => ({ name: label || `${id}`, bounds, isPrimary: id === primary })),
  )
}

let blocker: number | undefined

/** The screen does not go dark while pictures play. */
export function keepAwake(on: boolean): void {
  if (on) blocker ??= powerSaveBlocker.start('prevent-display-sleep')
  else if (blocker !== undefined) {
    powerSaveBlocker.stop(blocker)
    blocker = undefined
  }
}
