/**
 * Loaded with `node --import` before the packed main: answers its `import … from 'electron'` with the stand-in of the unit
 * tests, makes it ready, and prints the address of the first window.
 */
import { registerHooks } from 'node:module'
import { electronModule, FakeWindow, state } from '../unit/electron/fake-electron.ts'

export const {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  Menu,
  nativeImage,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} = electronModule

registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: import.meta.url, shortCircuit: true } : next(name, context),
})

state.app.userData = process.env['STAND_IN_USER_DATA'] ?? ''
state.app.isPackaged = true
state.app.becomeReady()
const timer = setInterval(() => {
  const [window] = FakeWindow.all
  if (!window && state.errorBoxes.length === 0) return
  clearInterval(timer)
  process.stdout.write(`${window?.url ?? state.errorBoxes.join()}\n`)
  process.exit(0)
}, 10)
