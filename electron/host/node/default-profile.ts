import { homedir } from 'node:os'
import path from 'node:path'

/** Where this system keeps the data of programs, for this account. */
export function defaultProfile(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  if (process.platform === 'win32') {
    return path.join(environment['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'), 'Watchpost')
  }
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'Watchpost')
  const base = environment['XDG_DATA_HOME']
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.local', 'share'), 'watchpost')
}
