/** Where the Electron runtime is, if it is. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The npm package: brings the types at once, the runtime only by its own download. */
export const ELECTRON_PACKAGE = path.join(import.meta.dirname, '../node_modules/electron')

/** The installed runtime, read from its files: importing the package would start its unbounded download. */
export function electronProgram(): string | undefined {
  const named = path.join(ELECTRON_PACKAGE, 'path.txt')
  if (!existsSync(named)) return undefined
  const program = path.join(ELECTRON_PACKAGE, 'dist', readFileSync(named, 'utf8').trim())
  return existsSync(program) ? program : undefined
}
