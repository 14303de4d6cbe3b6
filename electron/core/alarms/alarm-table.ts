/** Everything the store does with alarms, for `db/tables.ts`. What belongs together is one transaction. */
import type { Database } from 'better-sqlite3'
import { alarmNames, type KnownName } from './alarm-names.ts'
import { alarmSearch } from './alarm-search.ts'
import { alarmText } from './alarm-text.ts'
import { alarmBundles } from './bundle-alarms.ts'
import { transaction } from '../db/transaction.ts'
import { claimTable } from './claim-table.ts'
import { alarmReader } from './read-alarms.ts'
import { alarmReport } from './report-alarms.ts'
import { alarmRetention } from './retain-alarms.ts'
import type { IncomingAlarm, StoredAlarm, Wanted } from './stored-alarm.ts'
import { alarmWriter, type SeenRule } from './write-alarms.ts'

/** What of the platform is in the store, epoch ms. See `alarm_sync`. */
export interface SyncMarks {
  readonly raisedTo: number
  readonly handledTo: number
  readonly completeFrom: number
}

/** `marks`: what is known to be in the store once the rows are. Marks only grow; `completeFrom` is set as given. */
export interface TakeInput {
  readonly rows: readonly IncomingAlarm[]
  readonly seen: SeenRule
  /** Epoch ms by this machine's clock: when names were learned. */
  readonly now: number
  /** The same by the platform's clock: when what is found gone went. As `now` where that is not known. */
  readonly platformNow?: number
  readonly marks?: Partial<SyncMarks>
}

export interface Taken {
  /** New or different, as they are now. */
  readonly changed: StoredAlarm[]
  /** Keys of those that are new and active. */
  readonly raised: string[]
  readonly added: number
  readonly doubtful: Wanted[]
}

export function alarmTable(db: Database) {
  const names = alarmNames(db)
  const writer = alarmWriter(db, names, alarmText(db))
  const search = alarmSearch(db)
  const reader = alarmReader(db, search)
  const marks = db.prepare<[], SyncMarks>(
    'SELECT raised_to AS raisedTo, handled_to AS handledTo, complete_from AS completeFrom FROM alarm_sync',
  )
  const setMarks = db.prepare<[SyncMarks]>(
    `UPDATE alarm_sync SET raised_to = max(raised_to, @raisedTo), handled_to = max(handled_to, @handledTo),
       complete_from = @completeFrom`,
  )
  const see = db.prepare<[string]>('UPDATE alarm SET seen = 1 WHERE key = ? AND seen = 0')
  const seeAll = db.prepare<[], { key: string }>('UPDATE alarm SET seen = 1 WHERE seen = 0 RETURNING key')
  const readMarks = (): SyncMarks => marks.get() ?? { raisedTo: 0, handledTo: 0, completeFrom: 0 }

  return {
    ...reader,
    ...alarmBundles(db, search),
    ...alarmReport(db),
    ...alarmRetention(db),
    ...claimTable(db),
    marks: readMarks,
    take: ({ rows, seen, now, platformNow = now, marks: told }: TakeInput): Taken =>
      transaction(db, () => {
        const { changed, ...written } = writer.write(rows, seen, { now, platformNow })
        if (told) setMarks.run({ ...readMarks(), ...told })
        return { ...written, changed: reader.some({ keys: changed }) }
      }),
    /** Returns the alarms that show one of them, as they are now. */
    learnNames: ({ known, now }: { known: readonly KnownName[]; now: number }): StoredAlarm[] =>
      transaction(db, () => reader.some({ keys: [...new Set(known.flatMap((name) => names.learn(name, now)))] })),
    /** Returns those that had not been seen. */
    markSeen: ({ keys }: { keys: readonly string[] }): StoredAlarm[] =>
      transaction(db, () => reader.some({ keys: keys.filter((key) => see.run(key).changes > 0) })),
    markAllSeen: (): StoredAlarm[] => transaction(db, () => reader.some({ keys: seeAll.all().map(({ key }) => key) })),
  }
}

export type AlarmTable = ReturnType<typeof alarmTable>
