import { beforeEach, describe, expect, it } from 'vitest'
import { ControllerDriver } from '../../../../../renderer/features/ptz/controller/controller-driver.ts'
import { usualMap } from '../../../../../renderer/features/ptz/controller/controller-map.ts'
import { PtzHand } from '../../../../../renderer/features/ptz/hand.ts'
import type { WatchpostClient } from '../../../../../shared/contract/index.ts'

const CAMERA = { puid: 'PU_1', index: 0 }
const OTHER = { puid: 'PU_2', index: 0 }
const MAP = usualMap('standard')

let said: string[]
let refusal: Error | undefined
let reports: unknown[]
let presets: number[]
let toggles: number
let driver: ControllerDriver

/** What the core is told, in words; it answers as `refusal` says. */
function client(): Pick<WatchpostClient, 'ptz'> {
  const ptz = {
    move: ({ puid, operate, hSpeed, vSpeed }: { puid: string; operate: string; hSpeed: number; vSpeed: number }) => {
      said.push(`${puid} ${operate} ${hSpeed} ${vSpeed}`)
      return refusal ? Promise.reject(refusal) : Promise.resolve(null)
    },
    stop: ({ puid, motor }: { puid: string; motor?: string }) => {
      said.push(`${puid} stop ${motor ?? 'all'}`)
      return Promise.resolve(null)
    },
    keep: () => Promise.resolve(null),
  }
  return { ptz: ptz as unknown as WatchpostClient['ptz'] }
}

beforeEach(() => {
  said = []
  reports = []
  presets = []
  toggles = 0
  refusal = undefined
  driver = new ControllerDriver({
    hand: new PtzHand(client()),
    buttonSpeed: () => 50,
    goToPreset: (_camera, id) => presets.push(id),
    togglePtz: () => void toggles++,
    report: (action) => void action.catch((error: unknown) => reports.push(error)),
  })
})

function look(axes: readonly number[], down: readonly number[] = [], camera = CAMERA): void {
  const buttons = Array.from({ length: 16 }, (_, at) => ({ pressed: down.includes(at) }))
  driver.look({ axes: [0, 0, 0, 0].map((zero, at) => axes[at] ?? zero), buttons }, MAP, camera)
}

describe('a stick', () => {
  it('turns where and as fast as it leans, and stops in the middle', () => {
    look([])
    look([1, 0])
    look([1, 0])
    look([1, -1])
    look([0.1, -1])
    look([0.05, 0.1])
    look([])
    expect(said).toEqual(['PU_1 right 100 5', 'PU_1 righttop 100 100', 'PU_1 up 5 100', 'PU_1 stop head'])
  })

  it('zooms, and so do buttons, which are held', () => {
    look([])
    look([0, 0, 0, -1])
    look([], [7])
    look([], [7, 6])
    look([], [12])
    look([])
    expect(said).toEqual([
      'PU_1 zoominc 100 100',
      'PU_1 zoominc 50 50',
      'PU_1 stop zoom',
      'PU_1 apertureinc 50 50',
      'PU_1 stop iris',
    ])
  })

  it('that is held when it comes, or leans by itself, moves nothing before it was at rest', () => {
    look([1, 0], [0, 9])
    look([0.5, 0], [0, 9])
    expect([said, presets, toggles]).toEqual([[], [], 0])
    look([])
    look([1, 0])
    expect(said).toHaveLength(1)
  })

  it('lets go of a camera for another, and moves that only after a rest', () => {
    look([])
    look([1, 0])
    look([1, 0], [], OTHER)
    look([1, 0], [], OTHER)
    expect(said).toEqual(['PU_1 right 100 5', 'PU_1 stop head'])
    look([], [], OTHER)
    look([-1, 0], [], OTHER)
    expect(said.at(-1)).toBe('PU_2 left 100 5')
  })

  it('that let go does not move on while it is still held', () => {
    look([])
    look([0, 1])
    driver.letGo()
    look([0, 1])
    expect(said).toEqual(['PU_1 down 5 100', 'PU_1 stop head'])
  })
})

describe('a refusal', () => {
  it('is told once, and not asked for again before a rest', async () => {
    look([])
    refusal = new Error('no permission')
    for (const x of [0.4, 0.6, 0.8, 1]) look([x, 0])
    await new Promise(setImmediate)
    look([1, 0])
    look([0.9, 0])
    await new Promise(setImmediate)
    expect(reports).toEqual([refusal])
    expect(said.filter((text) => text.includes('right'))).toHaveLength(4)
    look([])
    look([1, 0])
    await new Promise(setImmediate)
    expect(reports).toHaveLength(2)
  })
})

describe('a button', () => {
  it('goes to its preset or opens the panel once for each press', () => {
    look([])
    look([], [1])
    look([], [1])
    look([], [9])
    look([])
    look([], [1, 9])
    expect(presets).toEqual([2, 2])
    expect(toggles).toBe(2)
  })
})
