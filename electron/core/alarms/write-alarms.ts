/**
 * Takes alarms into the store: each once, whatever the number of times it is told, with what was done about it. Runs inside
 * the caller's transaction.
 */
import type { Database } from 'better-sqlite3'
import { AlarmState } from '../../../shared/platform/alarm.ts'
import type { AlarmNames, KnownName } from './alarm-names.ts'
import type { AlarmText } from './alarm-text.ts'
import type { IncomingAlarm, Wanted } from './stored-alarm.ts'

/** Which alarms that are new to the store count as seen at this desk. */
export type SeenRule = 'none' | 'over' | 'all'

export interface Written {
  /** New, and active. */
  readonly raised: string[]
  /** New or different. */
  readonly changed: string[]
  /** How many are new. */
  readonly added: number
  /** Of frames that do not tell all there is to know: the record has to be asked. */
  readonly doubtful: Wanted[]
}

interface Row {
  readonly id: number
  readonly status: number
  readonly type: number
  readonly time: number
  readonly device_id: string
  readonly part: number | null
  readonly user_id: string | null
  readonly description: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly handler_id: string | null
  readonly note: string | null
  readonly handled_at: number | null
}

const COLUMNS = `type, status, time, device_id, part, user_id, description, latitude, longitude, handler_id, note, handled_at`
const FIELDS = COLUMNS.split(',').map((name) => name.trim()) as (keyof Row)[]

function statements(db: Database) {
  return {
    find: db.prepare<[string], Row>(`SELECT id, ${COLUMNS} FROM alarm WHERE key = ?`),
    insert: db.prepare(
      `INSERT INTO alarm (key, ${COLUMNS}, seen) VALUES (@key, ${FIELDS.map((name) => `@${name}`).join(', ')}, @seen)`,
    ),
    update: db.prepare(`UPDATE alarm SET ${FIELDS.map((name) => `${name} = @${name}`).join(', ')} WHERE id = @id`),
    addStep: db.prepare<[number, number, number, string, string]>(
      `INSERT OR IGNORE INTO alarm_step (alarm, time, status, handler, note) VALUES (?, ?, ?, ?, ?)`,
    ),
  }
}

function namesIn({ userId, userName, handling }: IncomingAlarm): KnownName[] {
  return [
    ...(userId && userName ? [{ kind: 'User' as const, id: userId, name: userName }] : []),
    ...(handling?.byName ? [{ kind: 'User' as const, id: handling.by, name: handling.byName }] : []),
  ]
}

export function alarmWriter(db: Database, names: AlarmNames, text: AlarmText) {
  const { find, insert, update, addStep } = statements(db)

  /**
   * Whether there is one more. A record tells the last handling, and the state it led to, unless the device took the alarm
   * back since: when it did is nowhere on record, so it is `platformNow`.
   */
  function noteStep(
    id: number,
    known: Row | undefined,
    { status, handling }: IncomingAlarm,
    platformNow: number,
  ): boolean {
    const isGone = status === AlarmState.releasedByItself
    const isNew = handling !== undefined && !(isGone && known?.handled_at === handling.time)
    if (isNew && addStep.run(id, handling.time, status, handling.by, handling.note).changes > 0) return true
    return (
      isGone &&
      !isNew &&
      known !== undefined &&
      known.status !== status &&
      addStep.run(id, platformNow, status, '', '').changes > 0
    )
  }

  function add(incoming: IncomingAlarm, seen: SeenRule, platformNow: number): void {
    const row = merged(undefined, incoming)
    const isSeen = seen === 'all' || (seen === 'over' && row.status !== AlarmState.active)
    const id = Number(insert.run({ ...row, key: incoming.key, seen: Number(isSeen) }).lastInsertRowid)
    noteStep(id, undefined, incoming, platformNow)
    text.put(id, row)
  }

  /** Whether anything is different. */
  function change(known: Row, incoming: IncomingAlarm, platformNow: number): boolean {
    const row = merged(known, incoming)
    const isStep = noteStep(known.id, known, { ...incoming, status: row.status }, platformNow)
    if (FIELDS.every((name) => known[name] === row[name as keyof typeof row])) return isStep
    update.run({ ...row, id: known.id })
    text.change(known.id, known, row)
    return true
  }

  return {
    /** Rows without `handling` leave what is known of it. */
    write(
      rows: readonly IncomingAlarm[],
      seen: SeenRule,
      { now, platformNow }: Readonly<Record<'now' | 'platformNow', number>>,
    ): Written {
      const raised: string[] = []
      const doubtful: Wanted[] = []
      const changed = new Set<string>()
      let added = 0
      for (const incoming of rows) {
        for (const name of namesIn(incoming)) for (const key of names.learn(name, now)) changed.add(key)
        const known = find.get(incoming.key)
        if (isDoubtful(known, incoming)) doubtful.push({ deviceId: incoming.deviceId, time: incoming.time })
        if (!known) {
          add(incoming, seen, platformNow)
          added++
          if (incoming.status === AlarmState.active) raised.push(incoming.key)
          changed.add(incoming.key)
        } else if (change(known, incoming, platformNow)) changed.add(incoming.key)
      }
      return { raised, changed: [...changed], added, doubtful }
    },
  }
}

/** A frame tells all there is to know when it raises an alarm or says that it went by itself. */
function isDoubtful(known: Row | undefined, { isFrame, status }: IncomingAlarm): boolean {
  if (!isFrame) return false
  if (!known) return status !== AlarmState.active && status !== AlarmState.releasedByItself
  return known.status !== AlarmState.active || status !== AlarmState.releasedByItself
}

/** Of frames only the end of what is active is believed: one that says "active" again may be the first one, late. */
function statusOf(known: Row | undefined, { isFrame, status }: IncomingAlarm): number {
  return known && isFrame && known.status !== AlarmState.active ? known.status : status
}

function merged(known: Row | undefined, incoming: IncomingAlarm): Omit<Row, 'id'> {
  const { handling } = incoming
  return {
    type: incoming.type,
    status: statusOf(known, incoming),
    time: incoming.time,
    device_id: incoming.deviceId,
    part: incoming.part ?? known?.part ?? null,
    user_id: incoming.userId ?? known?.user_id ?? null,
    description: incoming.description ?? known?.description ?? '',
    latitude: incoming.latitude ?? known?.latitude ?? null,
    longitude: incoming.longitude ?? known?.longitude ?? null,
    handler_id: handling?.by ?? known?.handler_id ?? null,
    note: handling?.note ?? known?.note ?? null,
    handled_at: handling?.time ?? known?.handled_at ?? null,
  }
}
