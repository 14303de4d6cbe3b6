/**
 * `--wall NAME --monitor N --kiosk`: the client as one layout of the video wall. What can be known before anybody signs in is
 * checked here: the number of the monitor, and whether any account on this computer has a layout of the name.
 */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

export const WALL_OPTIONS = {
  wall: { type: 'string' },
  monitor: { type: 'string' },
  kiosk: { type: 'boolean', default: false },
} as const

export interface WallArguments {
  /** Name of the layout. */
  readonly name: string
  readonly monitor?: number
  readonly kiosk: boolean
}

interface Given {
  wall?: string | undefined
  monitor?: string | undefined
  kiosk?: boolean | undefined
}

/** Undefined when no layout is asked for. Fails with a sentence. */
export function readWallArguments({ wall, monitor, kiosk = false }: Given): WallArguments | undefined {
  if (wall === undefined) {
    if (monitor !== undefined || kiosk)
      throw new Error('--monitor and --kiosk need --wall NAME: the layout to be shown.')
    return undefined
  }
  const name = wall.trim()
  if (name === '') throw new Error('--wall takes the name of a layout.')
  if (monitor === undefined) return { name, kiosk }
  if (!/^[1-9]\d?$/.test(monitor)) throw new Error(`--monitor takes a number from 1, not "${monitor}".`)
  return { name, kiosk, monitor: Number(monitor) }
}

/** Of a program that has arguments of others among its own (Electron's). */
export function wallArgumentsOf(argv: readonly string[]): WallArguments | undefined {
  const { values } = parseArgs({ args: [...argv], options: WALL_OPTIONS, strict: false, allowPositionals: true })
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
  if (values.wall === true) throw new Error('--wall takes the name of a layout.')
  return readWallArguments({ wall: text(values.wall), monitor: text(values.monitor), kiosk: values.kiosk === true })
}

export function wallRoute({ name, kiosk }: WallArguments): string {
  return `/wall?${new URLSearchParams({ name, ...(kiosk ? { kiosk: '1' } : {}) }).toString()}`
}

/** Fails with a sentence that names the layouts there are, of all accounts that were used on this computer. */
export function requireLayout({ name }: WallArguments, dataFolder: string): void {
  const names = layoutNames(dataFolder)
  if (names.some((known) => known.toLocaleLowerCase() === name.toLocaleLowerCase())) return
  throw new Error(
    names.length === 0
      ? `There is no layout "${name}": none is kept on this computer yet. Sign in once and name one in the tabs over the video wall.`
      : `There is no layout "${name}". There are: ${names.map((known) => `"${known}"`).join(', ')}.`,
  )
}

function layoutNames(dataFolder: string): string[] {
  const files = globSync('accounts/*/*/settings.json', { cwd: dataFolder })
  return [...new Set(files.flatMap((file) => namesIn(path.join(dataFolder, file))))].sort()
}

/** A file that cannot be read has no names; the core says so when its account signs in. */
function namesIn(file: string): string[] {
  try {
    const kept = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, { name?: unknown } | null>)
    return kept
      .filter(([key]) => /^live\.layouts\.[a-z]{8}$/.test(key))
      .flatMap(([, value]) => (typeof value?.name === 'string' ? [value.name] : []))
  } catch {
    return []
  }
}
