/** A file for the operator: where they say or, where the host cannot ask, in the profile's `exports` folder. */
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Host } from '../host.ts'
import { diskError } from '../platform/disk-error.ts'

type ExportHost = Pick<Host, 'capabilities' | 'chooseSavePath' | 'dataFolder'>

/**
 * Writes the pieces to a neighbour, which gets the name when it is whole: what fails leaves nothing. Returns the path, or
 * undefined when the operator gave up. Errors: `disk`, and those of `pieces`.
 */
export async function writeExport(
  host: ExportHost,
  suggestedName: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<string | undefined> {
  const target = await exportPath(host, suggestedName)
  if (target !== undefined) await writeTo(target, pieces)
  return target
}

/** The same to a path that is known. */
export async function writeTo(target: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const part = `${target}.part`
  try {
    const file = await open(part, 'w', 0o600)
    try {
      for await (const piece of pieces) await file.write(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    diskError(error)
  }
}

/** Where an export goes; undefined when the operator gave up. Errors: `disk`. */
export async function exportPath(host: ExportHost, suggestedName: string): Promise<string | undefined> {
  if (host.capabilities.dialogs) return await host.chooseSavePath({ suggestedName })
  const folder = path.join(host.dataFolder, 'exports')
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(diskError)
  return await freeName(folder, suggestedName)
}

/** Never over something that is there. */
export async function freeName(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name)
  for (let number = 1; ; number++) {
    const candidate = path.join(folder, number === 1 ? name : `${stem} (${number})${ext}`)
    const isThere = await access(candidate).then(
      () => true,
      () => false,
    )
    if (!isThere) return candidate
  }
}
