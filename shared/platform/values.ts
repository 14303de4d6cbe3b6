/**
 * How values of the platform are described beyond their type, so that checks, forms and the reference read it from the schema:
 * `unit`, names of enumerations and bits, and how the documentation prints a field where the wire differs.
 *
 * Options that may stand on any field: `description`, `unit` (as short as it goes: `1/1000 degree`, `s`, `kbit/s`),
 * `moment` (the number counts from 1970, in seconds or milliseconds; without it a time is a duration),
 * `documented` (see `Documented`).
 */
import Type, { type TEnum, type TInteger, type TSchemaOptions } from 'typebox'

/** Where the documentation prints another name or type than the wire has, or both: either is read, ours is written. */
export interface Documented {
  readonly name?: string
  readonly type?: 'string' | 'number' | 'boolean'
}

export type NamedValues = Readonly<Record<string, string | number>>

/**
 * A documented enumeration. A value nobody told us about is let through when read: platforms grow. Written are documented values
 * and such that were read (`undocumented.ts`).
 */
export function oneOf<const V extends NamedValues>(values: V, options: TSchemaOptions = {}): TEnum<V[keyof V][]> {
  return Type.Enum(Object.values(values) as V[keyof V][], { ...options, names: Object.keys(values) })
}

/** Any sum of documented bits. */
export function bitsOf(bits: Readonly<Record<string, number>>, options: TSchemaOptions = {}): TInteger {
  return Type.Integer({ minimum: 0, ...options, bits })
}

/** IDs that a client gives to what it creates. Documentation: "Create user", "Add device". */
export const NewId = Type.String({ pattern: '^[0-9a-zA-Z_-]{3,30}$', description: '3 to 30 letters, digits, _ and -' })

/** Permissions of a role. Documentation: "Get logged information". */
export const Permission = {
  superAdministrator: 'superAdmin',
  users: 'userManager',
  userGroups: 'userGroupManager',
  devices: 'deviceManager',
  deviceGroups: 'deviceGroupManager',
  roles: 'roleManager',
  imGroups: 'IMGroupManager',
  storageService: 'NRU',
  streamingService: 'VTDU',
  alarms: 'alarm',
  regions: 'region',
} as const
export type PermissionId = (typeof Permission)[keyof typeof Permission]
