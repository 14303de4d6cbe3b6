/** The programs that belong to the platform, which of them are switched on, how they are set up, and the processes behind. */
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { ProcessState } from '../../../shared/platform/module.ts'
import { Refusal } from '../http/refusal.ts'
import { hashText } from '../random.ts'
import { DESKTOP, PLUGINS, SERVICES, WEB } from './seed-programs.ts'

export interface Program {
  readonly appid: string
  /** Short name. */
  readonly module: string
  readonly kind: 'desktop' | 'web' | 'plugin' | 'service'
  readonly name: string
  readonly version: string
  readonly notes: string
  readonly author: string
  readonly copyright: string
  readonly e_mail: string
  readonly licenses: string
  readonly ico: string
  readonly path: string
  /** Of its configuration, for those that have one. */
  readonly schema?: TSchema
}

export interface Switch {
  readonly appid: string
  readonly enable: boolean
  /** 0 to 4, lower comes first. */
  readonly order_index: number
}

interface Placed {
  readonly program: Program
  enable: boolean
  order: number
  /** Epoch ms of the last switching on or off. */
  switchedAt: number
}

const SWITCH_MS = 3_000
const HOUR_MS = 3_600_000

/** What is asked of it throws `Refusal`. */
export class Programs {
  readonly web = WEB
  readonly plugins = PLUGINS
  readonly #now: () => number
  readonly #startedAt: number
  readonly #desktop: Map<string, Placed>
  /** JSON texts by program. */
  readonly #configs = new Map<string, string>()
  #home = WEB[0] as Program

  constructor(now: () => number) {
    this.#now = now
    this.#startedAt = now() - 300 * HOUR_MS
    this.#desktop = new Map(
      DESKTOP.map((program, order) => [program.appid, { program, enable: true, order, switchedAt: this.#startedAt }]),
    )
  }

  /** In their order; those with the same place as they were installed. */
  get desktop(): (Program & Switch)[] {
    return [...this.#desktop.values()]
      .toSorted((a, b) => a.order - b.order)
      .map(({ program, enable, order }) => ({ ...program, enable, order_index: order }))
  }

  get home(): Program {
    return this.#home
  }

  /** All or none. */
  switch(changes: readonly Switch[]): void {
    const ids = new Set(changes.map(({ appid }) => appid))
    if (ids.size < changes.length) throw new Refusal(PlatformCode.badParameter, 'a program is named twice')
    const placed = changes.map(({ appid }) => present(this.#desktop.get(appid)))
    for (const [index, change] of changes.entries()) {
      const one = placed[index] as Placed
      if (one.enable !== change.enable) one.switchedAt = this.#now()
      one.enable = change.enable
      one.order = change.order_index
    }
  }

  setHome(appid: string): void {
    this.#home = this.#webProgram(appid)
  }

  /** JSON text; an empty object before the first setting. */
  config(appid: string): string {
    this.#webProgram(appid)
    return this.#configs.get(appid) ?? '{}'
  }

  setConfig(appid: string, text: string): void {
    const { schema } = this.#webProgram(appid)
    if (!schema) throw new Refusal(PlatformCode.unsupported, 'the program has no configuration')
    if (!Value.Check(schema, parsed(text)))
      throw new Refusal(PlatformCode.badParameter, "config does not fit the program's template")
    this.#configs.set(appid, text)
  }

  /** Any program or service, with its state; web programs have no process of their own. */
  module(appid: string): { program: Program; enable: boolean; process?: { state: ProcessValue; startedAt: number } } {
    const placed = this.#desktop.get(appid)
    if (placed) return { ...placed, process: this.#processOf(placed) }
    const program = present([...WEB, ...PLUGINS, ...SERVICES].find((one) => one.appid === appid))
    if (program.kind === 'web') return { program, enable: true }
    const startedAt = this.#startedAt + (hashText(appid) % 60_000)
    return { program, enable: true, process: { state: ProcessState.started, startedAt } }
  }

  #processOf({ enable, switchedAt }: Placed): { state: ProcessValue; startedAt: number } {
    const isSettled = this.#now() >= switchedAt + SWITCH_MS
    if (enable) return { state: isSettled ? ProcessState.started : ProcessState.starting, startedAt: switchedAt }
    return { state: isSettled ? ProcessState.stopped : ProcessState.stopping, startedAt: this.#startedAt }
  }

  #webProgram(appid: string): Program {
    return present(WEB.find((program) => program.appid === appid))
  }
}

type ProcessValue = (typeof ProcessState)[keyof typeof ProcessState]

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal(PlatformCode.notFound, 'no such program')
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(PlatformCode.badParameter, 'config is not JSON')
  }
}
