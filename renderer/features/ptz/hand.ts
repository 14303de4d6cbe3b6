/**
 * The operator's hand on moving cameras. While it holds one it says so to the core, which stops what nobody holds; it lets
 * go by itself when the window loses the focus, is hidden or goes.
 */
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { motorOf, PTZ_KEEP_MS, type Camera, type PtzMotor } from '../../../shared/contract/ptz.ts'
import type { Turn } from './drag-vector.ts'

type Client = Pick<WatchpostClient, 'ptz'>

interface Held {
  readonly camera: Camera
  readonly motor: PtzMotor
  readonly turn: Turn
}

export class PtzHand {
  readonly #client: Client
  readonly #mayMove: (camera: Camera) => boolean
  readonly #held = new Map<string, Held>()
  #timer: ReturnType<typeof setInterval> | undefined

  /** `mayMove` is asked before a camera begins to move; where it says no, nothing is done. */
  constructor(client: Client, mayMove: (camera: Camera) => boolean = () => true) {
    this.#client = client
    this.#mayMove = mayMove
  }

  /** Rejects with what the platform refused; the hand has let go then. */
  async move(camera: Camera, turn: Turn): Promise<void> {
    const motor = motorOf(turn.operate)
    const key = keyOf(camera, motor)
    const before = this.#held.get(key)?.turn
    if (before && isSame(before, turn)) return
    if (!before && !this.#mayMove(camera)) return
    this.#held.set(key, { camera, motor, turn })
    this.#timer ??= setInterval(() => void this.#client.ptz.keep({}).catch(() => undefined), PTZ_KEEP_MS)
    try {
      await this.#client.ptz.move({ ...camera, ...turn })
    } catch (error) {
      if (this.#held.get(key)?.turn === turn) this.#forget(key)
      throw error
    }
  }

  /** Without a motor: all of the camera. What is not held is left alone. Never rejects: the core goes on trying and says so. */
  async release(camera: Camera, motor?: PtzMotor): Promise<void> {
    const keys = [...this.#held]
      .filter(([, held]) => isCamera(held.camera, camera) && (motor === undefined || held.motor === motor))
      .map(([key]) => key)
    if (keys.length === 0) return
    for (const key of keys) this.#forget(key)
    await this.#client.ptz.stop({ ...camera, ...(motor ? { motor } : {}) }).catch(() => undefined)
  }

  releaseAll(): void {
    const cameras = [...this.#held.values()].map(({ camera }) => camera)
    for (const camera of cameras) void this.release(camera)
  }

  #forget(key: string): void {
    this.#held.delete(key)
    if (this.#held.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}

function keyOf({ puid, index }: Camera, motor: PtzMotor): string {
  return `${puid} ${index} ${motor}`
}

function isCamera(one: Camera, other: Camera): boolean {
  return one.puid === other.puid && one.index === other.index
}

function isSame(one: Turn, other: Turn): boolean {
  return one.operate === other.operate && one.hSpeed === other.hSpeed && one.vSpeed === other.vSpeed
}
