import type { Host } from '../../electron/core/host.ts'

/** A host that can call, and keeps what it was told. */
export function callingHost() {
  const notes: { title: string; body: string; silent: boolean; at: number }[] = []
  const badges: number[] = []
  let flashes = 0
  const host: Partial<Host> = {
    capabilities: {
      notifications: true,
      badge: true,
      flash: true,
      dialogs: false,
      windows: false,
      powerEvents: false,
      files: false,
      keepAwake: false,
      keys: false,
    },
    notify: (message) => {
      notes.push({ ...message, at: performance.now() })
      return Promise.resolve()
    },
    badge: (count) => {
      badges.push(count)
      return Promise.resolve()
    },
    flash: () => {
      flashes++
      return Promise.resolve()
    },
  }
  return { host, notes, badges, flashes: () => flashes }
}
