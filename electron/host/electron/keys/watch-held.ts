/** Keys that are held down, by the hook in its process. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { utilityProcess } from 'electron'
import type { GlobalCode, KeyHindrance } from '../../../../shared/contract/keys.ts'
import type { KeyEars, KeyWatch } from '../../../core/host.ts'
import type { HookWord } from './key-hook.ts'

/** From starting the process to its first word. */
const START_MS = 5_000

export interface HookFiles {
  readonly program: string
  readonly library: string
}

/** Beside the bundled main; the system loads libraries from real files only, which the packager puts beside the archive. */
export function hookFilesIn(folder: string, platform = process.platform, arch = process.arch): HookFiles {
  const beside = folder.replace(/app\.asar(?=$|[\\/])/, 'app.asar.unpacked')
  return {
    program: path.join(folder, 'key-hook.cjs'),
    library: path.join(beside, 'key-hook', `${platform}-${arch}.node`),
  }
}

/** Gives what keeps it from being where it cannot be. */
export function watchHeld(
  { program, library }: HookFiles,
  codes: readonly GlobalCode[],
  ears: KeyEars,
): Promise<KeyWatch | KeyHindrance> {
  if (!existsSync(library)) return Promise.resolve('missing')
  const child = utilityProcess.fork(program, [library, ...codes], { serviceName: 'Watchpost keys', stdio: 'ignore' })
  let isOver = false
  const end = (): boolean => {
    if (isOver) return false
    isOver = true
    child.kill()
    return true
  }
  return new Promise((resolve) => {
    let isReady = false
    const fail = (hindrance: KeyHindrance): void => {
      clearTimeout(timer)
      if (end()) resolve(hindrance)
    }
    const timer = setTimeout(fail, START_MS, 'refused')
    child.on('message', (word: HookWord) => {
      if (isOver) return
      if (word.kind === 'failed') fail(word.hindrance)
      else if (word.kind === 'down') ears.onDown(word.code)
      else if (word.kind === 'up') ears.onUp(word.code)
      else {
        clearTimeout(timer)
        isReady = true
        resolve({ way: 'held', refused: [], stop: () => void end() })
      }
    })
    child.on('exit', () => {
      if (!isReady) fail('refused')
      else if (end()) ears.onLost()
    })
  })
}
