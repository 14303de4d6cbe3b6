import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { BaseMaps } from './base-maps.ts'

export function mapsHandlers(maps: BaseMaps): DomainHandlers<WatchpostContract, 'maps'> {
  return {
    source: () => maps.source(),
    canChooseFile: () => maps.canChooseFile,
    useFile: ({ path, datum }) => maps.useFile(path, datum),
    useTiles: (given) => maps.useTiles(given),
    forget: () => maps.forget().then(() => null),
  }
}
