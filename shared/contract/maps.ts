/**
 * The base map of the account at its site, where it has one of its own: a file of tiles on this machine, or a server of tiles.
 * The page never goes to a server itself: what lies under its map comes from the core, at `MAP_PATHS`.
 */
import Type, { type Static } from 'typebox'
import { call, domain, event } from './define.ts'

/** Which way a map puts a place; see `renderer/features/map/datum.ts`. */
export const MAP_DATUMS = ['wgs84', 'gcj02', 'bd09'] as const
const Datum = Type.Enum(MAP_DATUMS)
export type MapDatum = Static<typeof Datum>

const Zoom = Type.Integer({ minimum: 0, maximum: 24 })

export const MapSource = Type.Union([
  Type.Object({
    kind: Type.Literal('file'),
    /** Without its folder. */
    name: Type.String(),
    /** Shapes that are drawn here, or pictures. */
    content: Type.Enum(['vector', 'raster'] as const),
    minZoom: Zoom,
    maxZoom: Zoom,
    datum: Datum,
    /** Another one: nothing of the one before may be shown. */
    revision: Type.String(),
  }),
  Type.Object({
    kind: Type.Literal('tiles'),
    address: Type.String(),
    /** Whose map it is: shown with it. */
    attribution: Type.String(),
    maxZoom: Zoom,
    datum: Datum,
    revision: Type.String(),
  }),
])
export type MapSource = Static<typeof MapSource>

/** Addresses of the page's own host. Below `tiles`: revision, zoom, column, row. */
export const MAP_PATHS = { file: 'file/map/file', tiles: 'file/map/tiles' } as const

/** See `tile-address.ts` for the places it has to have. */
const TileAddress = Type.String({ minLength: 8, maxLength: 2000, pattern: '^https?://' })

export const maps = domain({
  calls: {
    /** What is kept; null for none. */
    source: call(Type.Object({}), Type.Union([MapSource, Type.Null()])),
    /** Whether the host can ask for a file; else its path is typed. */
    canChooseFile: call(Type.Object({}), Type.Boolean()),
    /**
     * A file of tiles (PMTiles). Without `path` the host asks for it; null when the operator gave up.
     * Errors: `unsupported` where the host cannot ask, `not-found`, `not-a-map` for what is no such file.
     */
    useFile: call(
      Type.Object({ path: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })), datum: Datum }),
      Type.Union([MapSource, Type.Null()]),
    ),
    /** Errors: `bad-input` for an address without places for numbers. */
    useTiles: call(
      Type.Object({ address: TileAddress, attribution: Type.String({ maxLength: 300 }), maxZoom: Zoom, datum: Datum }),
      MapSource,
    ),
    /** Back to none. */
    forget: call(Type.Object({}), Type.Null()),
  },
  events: {
    changed: event(Type.Object({ source: Type.Union([MapSource, Type.Null()]) })),
  },
})
