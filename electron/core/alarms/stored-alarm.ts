/** Alarms on their way into the store and out of it. Plain values: they cross to the thread of the database and back. */

/** As the platform told it. What it did not tell is absent and stays as it was. */
export interface IncomingAlarm {
  /**
   * A frame of the subscription: it may be late, doubled or out of order, and does not tell who handled it. The record is
   * the platform's word.
   */
  readonly isFrame?: true
  readonly key: string
  readonly type: number
  readonly status: number
  /** Epoch ms. */
  readonly time: number
  /** Empty when it is of a user without a device. */
  readonly deviceId: string
  readonly part?: number
  readonly userId?: string
  readonly userName?: string
  readonly description?: string
  readonly latitude?: number
  readonly longitude?: number
  readonly handling?: { readonly by: string; readonly byName?: string; readonly note: string; readonly time: number }
}

/** Where an alarm is found in the record: by its device and time, for it cannot be asked for by its key. */
export interface Wanted {
  readonly deviceId: string
  /** Epoch ms. */
  readonly time: number
}

/** A row of the table with the names as last known. */
export interface StoredAlarm {
  readonly id: number
  readonly key: string
  readonly type: number
  readonly status: number
  readonly time: number
  readonly device_id: string
  readonly device_name: string | null
  readonly part: number | null
  readonly user_id: string | null
  readonly user_name: string | null
  readonly description: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly handler_id: string | null
  readonly handler_name: string | null
  readonly note: string | null
  readonly handled_at: number | null
  readonly seen: number
}

/** Place in a list that is newest first. */
export interface AlarmPlace {
  readonly time: number
  readonly key: string
}

export const STORED_COLUMNS = `a.id, a.key, a.type, a.status, a.time, a.device_id, dn.name AS device_name, a.part, a.user_id,
  un.name AS user_name, a.description, a.latitude, a.longitude, a.handler_id, hn.name AS handler_name, a.note,
  a.handled_at, a.seen`

/** Names as last known, of whoever an alarm names. */
export const NAME_JOINS = `LEFT JOIN names dn ON dn.kind = 'PU' AND dn.id = a.device_id
  LEFT JOIN names un ON un.kind = 'User' AND un.id = a.user_id
  LEFT JOIN names hn ON hn.kind = 'User' AND hn.id = a.handler_id`
