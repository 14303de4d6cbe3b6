import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** Where this system puts what was downloaded: by the XDG user directories on Linux, `Downloads` at home elsewhere. */
export function downloadsFolder(env: NodeJS.ProcessEnv = process.env, home = homedir()): string {
  const fallback = path.join(home, 'Downloads')
  if (process.platform === 'win32' || process.platform === 'darwin') return fallback
  const config = env['XDG_CONFIG_HOME'] ?? path.join(home, '.config')
  try {
    const text = readFileSync(path.join(config, 'user-dirs.dirs'), 'utf8')
    const value = /^XDG_DOWNLOAD_DIR="(.+)"$/m.exec(text)?.[1]?.replace(/^\$HOME(?=\/|$)/, home)
    // A folder that was never set up is written as the home folder itself.
    return value !== undefined && path.isAbsolute(value) && path.resolve(value) !== path.resolve(home)
      ? value
      : fallback
  } catch {
    return fallback
  }
}
