import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Host } from '../host.ts'
import type { Captures } from './captures.ts'

export function capturesHandlers(captures: Captures, host: Host): DomainHandlers<WatchpostContract, 'captures'> {
  return {
    list: () => captures.all(),
    beginPicture: async (input, { connection }) => ({ key: await captures.beginPicture(input, connection) }),
    picturePiece: ({ key, offset, base64 }, { connection }) => captures.picturePiece(key, offset, base64, connection),
    record: (input) => captures.record(input),
    stop: ({ id }) => captures.stop(id),
    open: async ({ id }) => {
      await host.openPath(await captures.pathOf(id))
      return null
    },
    showInFolder: async ({ id }) => {
      await host.showInFolder(await captures.pathOf(id))
      return null
    },
  }
}
