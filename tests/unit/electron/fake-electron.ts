/**
 * Stands in for the `electron` package, which runs only inside its own runtime. It keeps what it was told, so that a test
 * can ask, and fires the events a test wants. Only what our host uses exists: anything else fails loudly.
 */
import { EventEmitter } from 'node:events'

export class FakeContents extends EventEmitter {
  readonly ipc = new EventEmitter()
  readonly sent: [channel: string, ...args: unknown[]][] = []
  reloads = 0
  isGone = false
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined
  send(channel: string, ...args: unknown[]): void {
    this.sent.push([channel, ...args])
  }
  isDestroyed(): boolean {
    return this.isGone
  }
  isCrashed(): boolean {
    return this.isGone
  }
  reload(): void {
    this.reloads += 1
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler
  }
}

interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = []
  static getAllWindows(): FakeWindow[] {
    return FakeWindow.all
  }
  readonly webContents = new FakeContents()
  readonly calls: string[] = []
  readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> }
  bounds: Rectangle
  state = { maximized: false, fullscreen: false, minimized: false, focused: false, destroyed: false }
  url = ''
  overlay: [unknown, string] | undefined
  constructor(options: FakeWindow['options'] & Rectangle) {
    super()
    this.options = options
    this.bounds = { x: options.x, y: options.y, width: options.width, height: options.height }
    FakeWindow.all.push(this)
    state.app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url: string): Promise<void> {
    this.url = url
    return Promise.resolve()
  }
  getNormalBounds = (): Rectangle => this.bounds
  setBounds(bounds: Rectangle): void {
    this.bounds = { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height }
  }
  isMaximized = (): boolean => this.state.maximized
  isFullScreen = (): boolean => this.state.fullscreen
  isMinimized = (): boolean => this.state.minimized
  isFocused = (): boolean => this.state.focused
  isDestroyed = (): boolean => this.state.destroyed
  maximize = (): void => void (this.state.maximized = true)
  setFullScreen = (on: boolean): void => void (this.state.fullscreen = on)
  show = (): void => void this.calls.push('show')
  focus = (): void => void this.calls.push('focus')
  restore = (): void => void this.calls.push('restore')
  close = (): void => void this.calls.push('close')
  destroy(): void {
    this.calls.push('destroy')
    this.emit('closed')
  }
  flashFrame = (on: boolean): void => void this.calls.push(`flash ${on}`)
  setOverlayIcon(icon: unknown, text: string): void {
    this.overlay = [icon, text]
  }
}

type Handler = (...args: never[]) => unknown

class FakeApp extends EventEmitter {
  readonly calls: string[] = []
  isPackaged = false
  isFirst = true
  userData = ''
  metrics: unknown[] = []
  becomeReady: () => void = () => undefined
  readonly ready = new Promise<void>((resolve) => (this.becomeReady = resolve))
  whenReady = (): Promise<void> => this.ready
  requestSingleInstanceLock = (): boolean => this.isFirst
  enableSandbox = (): void => void this.calls.push('enableSandbox')
  quit = (): void => void this.calls.push('quit')
  exit = (code: number): void => void this.calls.push(`exit ${code}`)
  getPath = (name: string): string => (name === 'downloads' ? `${this.userData}/downloads` : this.userData)
  getVersion = (): string => '9.8.7'
  getAppMetrics = (): unknown[] => this.metrics
  readonly commandLine = {
    appendSwitch: (name: string, value: string): void => void this.calls.push(`switch ${name}=${value}`),
  }
  setBadgeCount = (count: number): void => void this.calls.push(`badge ${count}`)
}

export class FakeNotification extends EventEmitter {
  static shown: FakeNotification[] = []
  static isSupported = (): boolean => true
  readonly message: unknown
  constructor(message: unknown) {
    super()
    this.message = message
  }
  show(): void {
    FakeNotification.shown.push(this)
  }
}

/** A process beside the program; messages of it are emitted by the test. */
export class FakeUtility extends EventEmitter {
  readonly file: string
  readonly args: readonly string[]
  isKilled = false
  constructor(file: string, args: readonly string[]) {
    super()
    this.file = file
    this.args = args
  }
  kill(): boolean {
    this.isKilled = true
    return true
  }
}

function freshState() {
  return {
    app: new FakeApp(),
    schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
    protocols: new Map<string, (request: Request) => Promise<Response>>(),
    permissions: {} as { request?: Handler; check?: Handler; device?: Handler },
    displays: [
      {
        id: 1,
        label: 'DP-1',
        bounds: { x: 0, y: 0, width: 1920, height: 1080 },
        workArea: { x: 0, y: 0, width: 1920, height: 1040 },
        scaleFactor: 1,
      },
    ],
    screen: new EventEmitter(),
    power: new EventEmitter(),
    opened: [] as string[],
    openedFiles: [] as string[],
    shownFiles: [] as string[],
    /** Why a file is not opened; empty for success. */
    openPathAnswer: '',
    messageBoxAnswer: 0,
    messageBoxes: 0,
    errorBoxes: [] as string[],
    dialogOptions: [] as unknown[],
    dialogResult: {} as { canceled?: boolean; filePath?: string; filePaths?: string[] },
    keyring: { backend: 'gnome_libsecret', isAvailable: true },
    menu: [] as unknown[],
    /** What keeps the screen from going dark, by number. */
    blockers: new Map<number, string>(),
    utilities: [] as FakeUtility[],
    shortcuts: new Map<string, () => void>(),
    /** Shortcuts that another program has. */
    takenShortcuts: new Set<string>(),
  }
}

export let state = freshState()

export function resetFake(): void {
  state = freshState()
  FakeWindow.all = []
  FakeNotification.shown = []
}

/** What `import … from 'electron'` gives. Looked up late, so that each test has a fresh state. */
export const electronModule = {
  get app() {
    return state.app
  },
  BrowserWindow: FakeWindow,
  Notification: FakeNotification,
  get screen() {
    return Object.assign(state.screen, {
      getAllDisplays: () => state.displays,
      getPrimaryDisplay: () => state.displays[0],
    })
  },
  powerSaveBlocker: {
    start: (kind: string) => {
      const id = state.blockers.size + 1
      state.blockers.set(id, kind)
      return id
    },
    stop: (id: number) => void state.blockers.delete(id),
  },
  utilityProcess: {
    fork(file: string, args: readonly string[]) {
      const utility = new FakeUtility(file, args)
      state.utilities.push(utility)
      return utility
    },
  },
  globalShortcut: {
    register(accelerator: string, pressed: () => void) {
      if (state.takenShortcuts.has(accelerator)) return false
      state.shortcuts.set(accelerator, pressed)
      return true
    },
    unregister: (accelerator: string) => void state.shortcuts.delete(accelerator),
  },
  get powerMonitor() {
    return state.power
  },
  protocol: {
    registerSchemesAsPrivileged: (schemes: typeof state.schemes) => void state.schemes.push(...schemes),
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
      void state.protocols.set(scheme, handler),
  },
  session: {
    defaultSession: {
      setPermissionRequestHandler: (handler: Handler) => void (state.permissions.request = handler),
      setPermissionCheckHandler: (handler: Handler) => void (state.permissions.check = handler),
      setDevicePermissionHandler: (handler: Handler) => void (state.permissions.device = handler),
      resolveProxy: (url: string) => Promise.resolve(`PROXY for.${new URL(url).hostname}:8080`),
    },
  },
  shell: {
    openExternal: (url: string) => Promise.resolve(void state.opened.push(url)),
    openPath: (file: string) => (state.openedFiles.push(file), Promise.resolve(state.openPathAnswer)),
    showItemInFolder: (file: string) => void state.shownFiles.push(file),
  },
  dialog: {
    showMessageBox: () => Promise.resolve({ response: ((state.messageBoxes += 1), state.messageBoxAnswer) }),
    showErrorBox: (_title: string, text: string) => void state.errorBoxes.push(text),
    showSaveDialog: (options: unknown) => (state.dialogOptions.push(options), Promise.resolve(state.dialogResult)),
    showOpenDialog: (options: unknown) => (state.dialogOptions.push(options), Promise.resolve(state.dialogResult)),
  },
  Menu: { setApplicationMenu: (menu: unknown) => void state.menu.push(menu) },
  nativeImage: { createFromBitmap: (pixels: Buffer) => ({ pixels }) },
  safeStorage: {
    getSelectedStorageBackend: () => state.keyring.backend,
    isAsyncEncryptionAvailable: () => Promise.resolve(state.keyring.isAvailable),
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`sealed ${text}`)),
    decryptStringAsync: (sealed: Buffer) => Promise.resolve({ result: sealed.toString().slice(7) }),
  },
}
