import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Host } from '../host.ts'
import type { Downloads } from './downloads.ts'

export function downloadsHandlers(downloads: Downloads, host: Host): DomainHandlers<WatchpostContract, 'downloads'> {
  return {
    list: () => downloads.all(),
    add: (input) => downloads.add(input),
    pause: ({ ids }) => downloads.pause(ids).then(() => null),
    resume: ({ ids }) => downloads.proceed(ids).then(() => null),
    remove: ({ ids }) => downloads.remove(ids).then(() => null),
    setPriority: ({ id, priority }) => downloads.setPriority(id, priority).then(() => null),
    open: async ({ id }) => {
      await host.openPath(await downloads.finishedPath(id))
      return null
    },
    showInFolder: async ({ id }) => {
      await host.showInFolder(await downloads.finishedPath(id))
      return null
    },
    folder: async () => {
      const { dialogs, files } = host.capabilities
      return { ...(await downloads.folder()), canChoose: dialogs, canOpen: files }
    },
    chooseFolder: async () => {
      const path = await downloads.chooseFolder()
      return path === undefined ? null : { path }
    },
  }
}
