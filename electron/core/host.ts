/**
 * What the shell around the core gives. Ask for a capability, never for a platform; what a host cannot do refuses with
 * `unsupported`. Two exist: `electron/host/electron` and `electron/host/node`.
 */
import type { GlobalCode, KeyHindrance, KeyWay } from '../../shared/contract/keys.ts'
import type { MonitorFacts } from '../../shared/contract/walls.ts'
import type { Off } from '../../shared/disposables.ts'

export interface Secrets {
  /** `keyring`: encrypted by the system's keyring. `file`: only file permissions protect it. `none`: nothing can be kept. */
  readonly store: 'keyring' | 'file' | 'none'
  get(key: string): Promise<string | undefined>
  /** Refuses with `no-keyring` when `store` is `none`. */
  set(key: string, value: string): Promise<void>
  delete(key: string): Promise<void>
}

export interface HostCapabilities {
  readonly notifications: boolean
  readonly badge: boolean
  readonly flash: boolean
  readonly dialogs: boolean
  readonly windows: boolean
  readonly powerEvents: boolean
  /** Files can be opened and shown in their folder. */
  readonly files: boolean
  /** The screen can be kept from going dark by the host; otherwise the page tries. */
  readonly keepAwake: boolean
  /** Keys can be heard while another program has the focus. */
  readonly keys: boolean
}

/** What becomes of keys that are watched. `onLost` is told once, and nothing after it. */
export interface KeyEars {
  onDown(code: GlobalCode): void
  /** Only by `held`. */
  onUp(code: GlobalCode): void
  onLost(): void
}

export interface KeyWatch {
  readonly way: KeyWay
  /** Why not `held`. */
  readonly hindrance?: KeyHindrance
  readonly refused: readonly GlobalCode[]
  /** Nothing is heard from here on. */
  stop(): void
}

/** Where a window is opened. */
export interface WindowWish {
  /** Number as in `monitors`; without it where it stood last. */
  readonly monitor?: number
  /** Full screen, and closed only by `leaveKiosk`. */
  readonly kiosk?: boolean
}

export type PowerEvent = 'suspend' | 'resume' | 'lock' | 'unlock'

/**
 * A channel of one window for the frames of one stream, beside its pipe of JSON, which must never wait behind pictures. Binary
 * messages, in order, none lost while it is open. `onClose` listeners run once, also for a close from this end.
 */
export interface MediaPipe {
  /** The message is handed over: its memory is not to be used again. */
  post(message: Uint8Array<ArrayBuffer>): void
  onMessage(listener: (message: Uint8Array) => void): void
  onClose(listener: () => void): void
  /** What was posted before still arrives. */
  close(): void
}

export interface Host {
  readonly kind: 'electron' | 'node'
  readonly version: string
  readonly capabilities: HostCapabilities
  /** Absolute, exists, only ours. */
  readonly dataFolder: string
  /** Absolute; where this system puts what was downloaded. May not exist. */
  readonly downloadsFolder: string
  readonly secrets: Secrets
  notify(message: { title: string; body: string; silent: boolean }): Promise<void>
  /** Number at the program's icon, 0 for none. */
  badge(count: number): Promise<void>
  /** Draws attention to the window until it has the focus. */
  flash(): Promise<void>
  /** Absolute path, or undefined when the operator gave up. */
  chooseSavePath(options: { suggestedName: string }): Promise<string | undefined>
  choosePaths(options: { multiple: boolean; folders: boolean }): Promise<readonly string[]>
  /** https only. */
  openExternal(url: string): Promise<void>
  /** With the program of the system for it. Errors: `unsupported` for what is or may be a program. */
  openPath(path: string): Promise<void>
  showInFolder(path: string): Promise<void>
  openWindow(route: string, wish?: WindowWish): Promise<void>
  /** As they are now; empty where this host cannot know. */
  monitors(): Promise<readonly MonitorFacts[]>
  keepAwake(on: boolean): Promise<void>
  /** Closes the windows that were opened as kiosk. */
  leaveKiosk(): Promise<void>
  /** Hears these keys and no others, whatever program has the focus. One watch at a time. */
  watchKeys(codes: readonly GlobalCode[], ears: KeyEars): Promise<KeyWatch>
  onPower(listener: (event: PowerEvent) => void): Off
  /** Proxy for a URL in PAC words (`DIRECT`, `PROXY host:port`). */
  proxyFor(url: string): Promise<string>
  /** CPU (100 = one core busy) since the last call, resident memory, and whether windows are counted. */
  usage(): Promise<{ cpuPercent: number; memoryMb: number; covers: 'core' | 'all' }>
  /** Plain lines for the log of the program; never secrets. */
  log(level: 'info' | 'warn' | 'error', text: string): void
}
