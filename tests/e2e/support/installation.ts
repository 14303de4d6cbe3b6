/** The project in a folder of its own, with stand-ins for the programs it starts: a browser and the Electron runtime. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { tempFolder } from '../../support/temp-folder.ts'

const ROOT = path.resolve(import.meta.dirname, '../../..')

export interface Installation {
  readonly folder: string
  /** For the process that is started: a display, no other browser, a home of its own. */
  readonly environment: Record<string, string>
  /** Puts an Electron runtime in place that notes its arguments and runs these lines of shell. */
  installElectron(lines: string): void
  /** Arguments of the stand-in's first start, one a line; empty before it. */
  argumentsOf(program: 'browser' | 'electron'): string[]
}

export function standInProgram(file: string, notes: string, lines: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  // Under its name only when it is whole: who waits for it reads it at once.
  const note = `[ -e '${notes}' ] || { printf '%s\\n' "$@" > '${notes}.part' && mv '${notes}.part' '${notes}'; }`
  writeFileSync(file, `#!/bin/sh\n${note}\n${lines}\n`)
  chmodSync(file, 0o755)
}

/** `download`: what the package's own installer does, as JavaScript. */
export function makeInstallation(download: string): Installation {
  const folder = tempFolder()
  for (const name of ['electron', 'shared', 'renderer', 'package.json', 'package-lock.json', 'out'])
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true, preserveTimestamps: true })
  const modules = path.join(folder, 'node_modules')
  mkdirSync(path.join(modules, 'electron'), { recursive: true })
  for (const name of readdirSync(path.join(ROOT, 'node_modules')))
    if (name !== 'electron' && name !== '.cache')
      symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name))
  writeFileSync(path.join(modules, 'electron/install.js'), download)
  const notes = (program: string): string => path.join(folder, `${program}-arguments`)
  const browser = path.join(folder, 'browser')
  // Until it is told to end, as a window is until it is closed.
  standInProgram(browser, notes('browser'), 'exec sleep 600')
  return {
    folder,
    environment: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      XDG_DATA_HOME: path.join(folder, 'data'),
      DISPLAY: ':99',
      WATCHPOST_CHROMIUM: browser,
    },
    installElectron(lines) {
      standInProgram(path.join(modules, 'electron/dist/electron'), notes('electron'), lines)
      writeFileSync(path.join(modules, 'electron/path.txt'), 'electron')
    },
    argumentsOf: (program) =>
      existsSync(notes(program)) ? readFileSync(notes(program), 'utf8').trim().split('\n') : [],
  }
}
