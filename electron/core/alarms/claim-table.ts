/** The last word on who has what: an alarm, or something else under keys with a beginning of their own. */
import type { Database } from 'better-sqlite3'

export interface ClaimWord {
  readonly key: string
  readonly handler: string
  readonly name: string
  /** Epoch ms by the platform's clock. */
  readonly time: number
  /** ID of the message that said it: later ones have larger ones. */
  readonly message: number
  readonly claimed: boolean
}

interface Row extends Omit<ClaimWord, 'claimed'> {
  readonly claimed: number
}

export function claimTable(db: Database) {
  const put = db.prepare<[Row]>(
    `INSERT INTO alarm_claim (key, handler, name, time, message, claimed)
     VALUES (@key, @handler, @name, @time, @message, @claimed)
     ON CONFLICT (key) DO UPDATE SET handler = excluded.handler, name = excluded.name, time = excluded.time,
       message = excluded.message, claimed = excluded.claimed WHERE excluded.message > message`,
  )
  const standing = db.prepare<[], Row>(
    `SELECT c.* FROM alarm_claim c JOIN alarm a ON a.key = c.key AND a.status = 0 WHERE c.claimed = 1 ORDER BY c.time`,
  )
  const end = db.prepare<[]>(
    `DELETE FROM alarm_claim WHERE EXISTS (SELECT 1 FROM alarm a WHERE a.key = alarm_claim.key AND a.status <> 0)`,
  )
  const holder = db.prepare<[string], { handler: string; claimed: number }>(
    'SELECT handler, claimed FROM alarm_claim WHERE key = ?',
  )
  const beginning = db.prepare<{ prefix: string; since: number }, Row>(
    `SELECT * FROM alarm_claim WHERE claimed = 1 AND time >= @since AND substr(key, 1, length(@prefix)) = @prefix ORDER BY time`,
  )
  return {
    /**
     * Whether it is news. An older word than the one that is known is none; giving up what somebody else has by now is none
     * either.
     */
    hear(word: ClaimWord): boolean {
      const known = holder.get(word.key)
      if (!word.claimed && known?.claimed === 1 && known.handler !== word.handler) return false
      return put.run({ ...word, claimed: Number(word.claimed) }).changes > 0
    },
    /** Of active alarms. */
    standing: (): ClaimWord[] => standing.all().map((row) => ({ ...row, claimed: true })),
    /** Of keys that begin so, said since then (epoch ms). */
    claimsOf: (wanted: { prefix: string; since: number }): ClaimWord[] =>
      beginning.all(wanted).map((row) => ({ ...row, claimed: true })),
    /** Drops those of alarms that are over; whether there were any. */
    endClaims: (): boolean => end.run().changes > 0,
  }
}
