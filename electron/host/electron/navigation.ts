/** The page stays where it is: a link, a redirect or a script cannot bring foreign content into a window that has our pipe. */
import type { App, WebContents } from 'electron'
import { isOurs } from './origin.ts'

type Navigation = { url: string; isMainFrame: boolean; preventDefault: () => void }

function lock(contents: WebContents): void {
  const onlyOurs = (details: Navigation): void => {
    // We have no frames; reloading the page itself is a navigation too and must work.
    if (!details.isMainFrame || !isOurs(details.url)) details.preventDefault()
  }
  contents.on('will-navigate', onlyOurs)
  contents.on('will-redirect', onlyOurs)
  contents.on('will-frame-navigate', onlyOurs)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** For all contents there will ever be, also those nobody meant to make. */
export function lockNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => lock(contents))
}
