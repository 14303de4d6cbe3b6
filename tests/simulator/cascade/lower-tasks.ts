/**
 * Files that the platform fetches from lower devices, sixty times as fast as they were recorded. A task fails where it is
 * when its device goes away, and may be started again.
 */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Lower, LowerDevice } from './lower.ts'
import { fileById, type LowerFile } from './lower-files.ts'

interface Task {
  readonly deviceId: string
  readonly startedAt: number
  readonly durationMs: number
  /** When its device went away before the end. */
  failedAt: number | undefined
}

/** How one file stands. */
export interface Progress {
  readonly id: string
  readonly code: number
  readonly msg: string
  readonly percent: number
}

/** What the licence allows: each task that runs holds a channel. */
export const MAX_LOWER_DIALOGS = 16

const SPEED = 60
const MIN_DURATION_MS = 5_000

export class LowerTasks {
  readonly #lower: Lower
  readonly #now: () => number
  /** By file. */
  readonly #tasks = new Map<string, Task>()

  constructor(lower: Lower, now: () => number) {
    this.#lower = lower
    this.#now = now
    lower.onLost((device) => this.#fail(device))
  }

  get ids(): string[] {
    return [...this.#tasks.keys()]
  }

  runningCount(): number {
    return [...this.#tasks.values()].filter((task) => this.#isRunning(task)).length
  }

  /** The file of an ID: its device is set up here and keeps it. */
  file(id: string): LowerFile | undefined {
    const file = fileById(id, this.#now())
    return file && this.#lower.devices.has(file.deviceId) ? file : undefined
  }

  /** Starts what does not run and is not there yet. Codes by file: 2 missing, 5 off-line, 18 too many. */
  start(id: string): Progress {
    const file = this.file(id)
    if (!file) return { id, code: PlatformCode.notFound, msg: 'no such file', percent: 0 }
    const before = this.#tasks.get(id)
    if (before && before.failedAt === undefined) return this.progress(id)
    const device = this.#lower.device(file.deviceId)
    if (!this.#lower.isOnline(device))
      return { id, code: PlatformCode.offline, msg: 'the device is not online', percent: 0 }
    if (this.runningCount() >= MAX_LOWER_DIALOGS)
      return { id, code: PlatformCode.maxLimit, msg: `at most ${MAX_LOWER_DIALOGS} files at once`, percent: 0 }
    const durationMs = Math.max(MIN_DURATION_MS, ((file.endTime - file.startTime) * 1000) / SPEED)
    this.#tasks.set(id, { deviceId: file.deviceId, startedAt: this.#now(), durationMs, failedAt: undefined })
    return this.progress(id)
  }

  progress(id: string): Progress {
    const task = this.#tasks.get(id)
    if (!task || !this.file(id)) return { id, code: PlatformCode.notFound, msg: 'no such task', percent: 0 }
    const percent = this.#percentOf(task)
    if (task.failedAt !== undefined) return { id, code: PlatformCode.offline, msg: 'the device went away', percent }
    return { id, code: PlatformCode.success, msg: 'OK', percent }
  }

  /** As lists of files say it: -1 without a task. */
  cachePercent(id: string): number {
    const task = this.#tasks.get(id)
    return task ? this.#percentOf(task) : -1
  }

  #percentOf({ startedAt, durationMs, failedAt }: Task): number {
    return Math.min(100, Math.floor((100 * ((failedAt ?? this.#now()) - startedAt)) / durationMs))
  }

  #isRunning(task: Task): boolean {
    return task.failedAt === undefined && this.#percentOf(task) < 100
  }

  #fail({ settings }: LowerDevice): void {
    for (const task of this.#tasks.values())
      if (task.deviceId === settings.id && this.#isRunning(task)) task.failedAt = this.#now()
  }
}
