/** The log of the program: one file of at most 5 MB and the one before it, so that a fault that repeats cannot fill the disk. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

type LogLevel = 'info' | 'warn' | 'error'
export type Log = (level: LogLevel, text: string) => void

const MAX_BYTES = 5 * 1024 * 1024

/** Written at once: the line before a crash is the one that matters. A full disk does not stop the program. */
export function createLogFile(folder: string, maxBytes = MAX_BYTES): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'watchpost.log')
  let bytes = sizeOf(file)
  return (level, text) => {
    const line = `${new Date().toISOString()} ${level} ${text.slice(0, 8000).replaceAll('\n', '\n  ')}\n`
    try {
      if (bytes > maxBytes) {
        renameSync(file, `${file}.1`)
        bytes = 0
      }
      appendFileSync(file, line, { mode: 0o600 })
      bytes += Buffer.byteLength(line)
    } catch {
      bytes = sizeOf(file)
    }
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
