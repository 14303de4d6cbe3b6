/** What the page may have of the machine: the microphone, the choice of the output, the full screen, notifications. Everything else is denied, to everybody. */
import type { Session } from 'electron'
import { isOurs } from './origin.ts'

const PLAIN: ReadonlySet<string> = new Set(['fullscreen', 'notifications', 'speaker-selection'])

function mayHave(permission: string, url: string, isMainFrame: boolean, media: readonly string[]): boolean {
  if (!isMainFrame || !isOurs(url)) return false
  if (permission === 'media') return media.length > 0 && media.every((kind) => kind === 'audio')
  return PLAIN.has(permission)
}

/** Without a handler Electron grants; both kinds are needed, asking and looking. */
export function denyByDefault(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    callback(mayHave(permission, details.requestingUrl, details.isMainFrame, media))
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    mayHave(permission, requestingOrigin, details.isMainFrame, details.mediaType ? [details.mediaType] : []),
  )
  session.setDevicePermissionHandler(() => false)
}
