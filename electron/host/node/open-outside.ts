/** Hands an address or a file to the system, without a shell: it is one argument and stays one. */
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'

type Command = readonly [name: string, args: readonly string[]]

export function openUrl(url: string): Promise<void> {
  return start(
    'openExternal',
    process.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', url]] : opener(url),
  )
}

export function openFile(file: string): Promise<void> {
  return start('openPath', process.platform === 'win32' ? ['explorer', [file]] : opener(file))
}

/** Where there is no way to point at the file its folder is opened. */
export function showFile(file: string): Promise<void> {
  if (process.platform === 'win32') return start('showInFolder', ['explorer', [`/select,${file}`]])
  if (process.platform === 'darwin') return start('showInFolder', ['open', ['-R', file]])
  return start('showInFolder', opener(path.dirname(file)))
}

/** Whether there is a desktop with a program that knows which program opens what. */
export function canOpenFiles(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true
  const hasDesktop = Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
  return (
    hasDesktop && (env['PATH'] ?? '').split(path.delimiter).some((folder) => isProgram(path.join(folder, 'xdg-open')))
  )
}

function opener(target: string): Command {
  return [process.platform === 'darwin' ? 'open' : 'xdg-open', [target]]
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function start(operation: string, [command, args]: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true })
    child.once('error', () => reject(new AppError('unsupported', { operation, reason: `no ${command}` })))
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}
