import { createHash } from 'node:crypto'
import path from 'node:path'

/**
 * Where an account's things lie: `accounts/<site>/<account>`. Names on the file system are made of a readable part and a
 * hash, so that no account name can leave the folder or fall together with another on a system that ignores case.
 */
export function accountFolder(dataFolder: string, siteId: string, username: string): string {
  return path.join(siteFolder(dataFolder, siteId), safeName(username))
}

/** Where lies what all accounts of a site share on this machine: beside their folders. */
export function siteFolder(dataFolder: string, siteId: string): string {
  return path.join(dataFolder, 'accounts', safeName(siteId))
}

function safeName(name: string): string {
  const readable = name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 32)
  return `${readable}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`
}
