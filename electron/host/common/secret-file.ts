/**
 * Secrets in one file of the data folder that only this account can read: folder 0700, file 0600, written beside and
 * renamed. Where the file system does not keep permissions (a FAT stick, some mounts) nothing is stored at all.
 */
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Secrets } from '../../core/host.ts'

/** How a value lies in the file. Without one it lies there as it is. */
export interface Sealing {
  seal(text: string): Promise<string>
  unseal(text: string): Promise<string>
}

export interface SecretFileOptions {
  folder: string
  /** Encrypts by the system's keyring. */
  sealing?: Sealing
  log: (level: 'warn', text: string) => void
}

/** Refuses `set` with `no-keyring` when permissions cannot be kept. Values that cannot be unsealed any more count as not there. */
export async function openSecretFile({ folder, sealing, log }: SecretFileOptions): Promise<Secrets> {
  const file = path.join(folder, 'secrets.json')
  const isPrivate = await keepsPermissions(folder)
  if (!isPrivate) log('warn', 'This folder does not keep file permissions: passwords are not stored.')
  const values = isPrivate ? await read(file, log) : new Map<string, string>()
  let lastWrite: Promise<void> = Promise.resolve()

  function save(): Promise<void> {
    const text = JSON.stringify(Object.fromEntries(values))
    lastWrite = lastWrite.catch(() => undefined).then(() => write(file, text))
    return lastWrite
  }

  return {
    store: !isPrivate ? 'none' : sealing ? 'keyring' : 'file',
    async get(key) {
      const value = values.get(key)
      if (value === undefined || !sealing) return value
      return sealing.unseal(value).catch(() => {
        log('warn', 'A stored password cannot be read with this keyring any more and counts as not there.')
        return undefined
      })
    },
    async set(key, value) {
      if (!isPrivate) throw new AppError('no-keyring')
      const sealed = sealing ? await sealing.seal(value) : value
      const before = values.get(key)
      values.set(key, sealed)
      await save().catch((error: unknown) => {
        // What is not on disk must not get there with the next secret, after it was said that it is not kept.
        if (before === undefined) values.delete(key)
        else values.set(key, before)
        throw error
      })
    },
    async delete(key) {
      if (values.delete(key)) await save()
    },
  }
}

async function keepsPermissions(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // On Windows the folder inherits the profile's access list, which already admits this account only; modes mean nothing there.
  if (process.platform === 'win32') return true
  await chmod(folder, 0o700).catch(() => undefined)
  return ((await stat(folder)).mode & 0o077) === 0
}

async function read(file: string, log: SecretFileOptions['log']): Promise<Map<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return new Map()
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>)
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    log('warn', 'The file of stored passwords is damaged; it was put aside as secrets.damaged.json.')
    await rename(file, path.join(path.dirname(file), 'secrets.damaged.json')).catch(() => undefined)
    return new Map()
  }
}

async function write(file: string, text: string): Promise<void> {
  const beside = `${file}.new`
  await rm(beside, { force: true })
  const handle = await open(beside, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
}
