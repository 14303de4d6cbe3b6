/**
 * Where files go: the folder the operator chose in the host's dialog, else one in their downloads. Kept in a file of its own
 * and not with the settings of the screens: a page must not be able to choose where on this machine something is written.
 */
import path from 'node:path'
import Type from 'typebox'
import { accountFolder } from '../account-folder.ts'
import type { Host } from '../host.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { JsonFile } from '../storage/json-file.ts'

const Chosen = Type.Object({ folder: Type.Optional(Type.String()) })

export class DownloadsFolder {
  readonly #file: JsonFile<typeof Chosen>
  readonly #default: string

  constructor(host: Host, { site, username }: ActiveSession) {
    const file = path.join(accountFolder(host.dataFolder, site.id, username), 'downloads.json')
    this.#default = path.join(host.downloadsFolder, 'Watchpost')
    this.#file = new JsonFile(file, Chosen, {}, (setAside, reason) =>
      host.log('error', `downloads.json was damaged (${reason}), set aside as ${setAside}`),
    )
  }

  get path(): string {
    return this.#file.value.folder ?? this.#default
  }

  async choose(folder: string): Promise<void> {
    await this.#file.write({ folder })
  }
}
