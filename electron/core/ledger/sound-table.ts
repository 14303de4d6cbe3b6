/** Which speech has which file of sound, and the files that are being written. */
import type { Database } from 'better-sqlite3'
import { transaction } from '../db/transaction.ts'
import type { NewBurst } from './ledger-table.ts'

export interface BegunSound extends Omit<NewBurst, 'length' | 'ended'> {
  readonly file: string
}

interface CutSound {
  readonly file: string
  readonly bytes: number
  readonly lengthMs: number
  readonly ended: string
}

const COLUMNS = 'kind, place, channel, speaker_kind, speaker, mine, time'

export function soundTable(db: Database) {
  const begin = db.prepare<[BegunSound]>(
    `INSERT INTO burst_begun (file, ${COLUMNS}) VALUES (@file, @kind, @place, @channel, @speakerKind, @speaker, @mine, @time)`,
  )
  const begun = db.prepare<[], BegunSound>(
    `SELECT file, kind, place, channel, speaker_kind AS speakerKind, speaker, mine, time FROM burst_begun`,
  )
  const forget = db.prepare<[string]>('DELETE FROM burst_begun WHERE file = ?')
  const put = db.prepare<[{ burst: number | bigint; file: string; bytes: number }]>(
    `INSERT INTO burst_sound (burst, time, file, bytes) SELECT id, time, @file, @bytes FROM burst WHERE id = @burst`,
  )
  const mark = db.prepare<[number | bigint]>('UPDATE burst SET had_sound = 1 WHERE id = ?')
  const bind = db.prepare<[{ file: string; burst: number }]>('UPDATE burst_begun SET burst = @burst WHERE file = @file')
  const written = db.prepare<[string], number | null>('SELECT burst FROM burst_begun WHERE file = ?').pluck()
  const insert = db.prepare<[{ file: string; length: number; ended: string }]>(
    `INSERT INTO burst (${COLUMNS}, length, ended) SELECT ${COLUMNS}, @length, @ended FROM burst_begun WHERE file = @file`,
  )
  const fileOf = db.prepare<[number], string>('SELECT file FROM burst_sound WHERE burst = ?').pluck()
  const files = db.prepare<[], string>('SELECT file FROM burst_sound UNION SELECT file FROM burst_begun').pluck()
  const dropOld = db.prepare<[number], string>('DELETE FROM burst_sound WHERE time < ? RETURNING file').pluck()

  function keep(burst: number | bigint, file: string, bytes: number): void {
    if (put.run({ burst, file, bytes }).changes > 0) mark.run(burst)
    forget.run(file)
  }
  return {
    begin: (sound: BegunSound): void => void begin.run(sound),
    begun: (): BegunSound[] => begun.all(),
    /** The line of the speech is written. */
    bind: (written: { file: string; burst: number }): void => void bind.run(written),
    forget: ({ file }: { file: string }): void => void forget.run(file),
    /** The file is whole: from now on it is the line's. */
    keep: ({ burst, file, bytes }: { burst: number; file: string; bytes: number }): void =>
      transaction(db, () => keep(burst, file, bytes)),
    /** A crash cut it: its line is written now, unless that was done before. */
    recover: ({ file, bytes, lengthMs, ended }: CutSound): void =>
      transaction(db, () =>
        keep(
          written.get(file) ?? insert.run({ file, length: Math.round(lengthMs), ended }).lastInsertRowid,
          file,
          bytes,
        ),
      ),
    fileOf: ({ burst }: { burst: number }): string | undefined => fileOf.get(burst),
    files: (): string[] => files.all(),
    /** The files nobody needs any more. */
    deleteBefore: ({ time }: { time: number }): string[] => dropOld.all(time),
  }
}
