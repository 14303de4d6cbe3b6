/** Sound of speeches for the operator: files that tell by their names who spoke where and when. */
import { copyFile, rename, rm } from 'node:fs/promises'
import type { LedgerBurst } from '../../../shared/contract/ledger.ts'
import { safeName } from '../downloads/safe-name.ts'
import type { Host } from '../host.ts'
import { diskError } from '../platform/disk-error.ts'
import { exportPath } from '../storage/export-file.ts'
import { localTime } from '../storage/local-time.ts'
import type { TalkSound } from './talk-sound.ts'

/** `2026-03-01 14.05.09 Gate watch - Patrol 3.ogg`: sorts by time. */
export function soundName({ time, placeName, speakerName }: LedgerBurst): string {
  const short = (name: string): string => [...name].slice(0, 40).join('')
  return safeName(`${localTime(time).replaceAll(':', '.')} ${short(placeName)} - ${short(speakerName)}.ogg`)
}

/** Null when the operator gave up. Errors: `not-found`, `disk`. */
export async function saveSound(
  sound: Pick<TalkSound, 'fileOf'>,
  burst: LedgerBurst,
  host: Host,
): Promise<{ path: string } | null> {
  const { path } = await sound.fileOf(burst.id)
  const target = await exportPath(host, soundName(burst))
  if (target === undefined) return null
  await copySound(path, target)
  return { path: target }
}

/** Under its name only when it is whole. Errors: `disk`. */
export async function copySound(from: string, to: string): Promise<void> {
  const part = `${to}.part`
  try {
    await copyFile(from, part)
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    diskError(error)
  }
}
