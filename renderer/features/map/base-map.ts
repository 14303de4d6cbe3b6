/** What lies under the units, as it is chosen and kept. */
import Type, { type Static } from 'typebox'
import { DATUMS } from './datum.ts'

const DatumOfMap = Type.Enum(DATUMS)

export const BaseMap = Type.Union([
  Type.Object({ kind: Type.Literal('outline') }),
  /** A file of tiles on this computer that the operator chose. */
  Type.Object({ kind: Type.Literal('file'), datum: DatumOfMap }),
  /** Tiles of a server, fetched by the core from the address it keeps. */
  Type.Object({ kind: Type.Literal('tiles'), datum: DatumOfMap }),
])
export type BaseMap = Static<typeof BaseMap>

export const OUTLINE: BaseMap = { kind: 'outline' }
