/** What is known to be complete: the top, the floor, the gaps between. Inside the caller's transaction. */
import type { Database } from 'better-sqlite3'

export interface Gap {
  readonly id: number
  /** Of this conversation alone. */
  readonly conversation: number | null
  readonly low: number
  readonly high: number
  /** Ends when there is enough, not when there is all. */
  readonly first: boolean
}

export interface SyncState {
  /** The largest ID up to which nothing is missing but the gaps; 0 before the first fill. */
  readonly top: number
  readonly completeFrom: number
  /** Read up to here, as the platform was told or told us. */
  readonly mark: number
  /** Epoch ms: when it was complete last. */
  readonly liveAt: number
}

/** A page of the history, down from the top of a gap. `rest`: what of the gap stays open; undefined for nothing. */
export interface GapRest {
  readonly low: number
  readonly high: number
}

export function syncTable(db: Database) {
  const state = db.prepare<[], { top: number; complete_from: number; mark: number; live_at: number }>(
    'SELECT * FROM chat_sync',
  )
  const raiseTop = db.prepare<[number]>('UPDATE chat_sync SET top = max(top, ?)')
  const setFloor = db.prepare<[number]>('UPDATE chat_sync SET complete_from = ?')
  const raiseMark = db.prepare<[number]>('UPDATE chat_sync SET mark = max(mark, ?)')
  const setLiveAt = db.prepare<[number]>('UPDATE chat_sync SET live_at = ?')
  const gaps = db.prepare<[], { id: number; conversation: number | null; low: number; high: number; first: number }>(
    'SELECT * FROM chat_gap ORDER BY high DESC, id',
  )
  const addGap = db.prepare<[number | null, number, number, number]>(
    'INSERT INTO chat_gap (conversation, low, high, first) VALUES (?, ?, ?, ?)',
  )
  const narrow = db.prepare<[number, number]>('UPDATE chat_gap SET high = ? WHERE id = ?')
  const close = db.prepare<[number]>('DELETE FROM chat_gap WHERE id = ?')
  const nth = db.prepare<[number, number], { id: number }>(
    'SELECT id FROM message WHERE id <= ? ORDER BY id DESC LIMIT 1 OFFSET ?',
  )
  const highest = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM message')

  return {
    state(): SyncState {
      const row = state.get()
      if (!row) throw new Error('chat_sync has no row')
      return { top: row.top, completeFrom: row.complete_from, mark: row.mark, liveAt: row.live_at }
    },
    gaps: (): Gap[] => gaps.all().map((row) => ({ ...row, first: row.first === 1 })),
    raiseTop: (id: number) => void raiseTop.run(id),
    setFloor: (id: number) => void setFloor.run(id),
    raiseMark: (id: number) => void raiseMark.run(id),
    setLiveAt: (time: number) => void setLiveAt.run(time),
    addGap: (gap: Omit<Gap, 'id'>) => void addGap.run(gap.conversation, gap.low, gap.high, gap.first ? 1 : 0),
    narrow: (id: number, high: number) => void narrow.run(high, id),
    close: (id: number) => void close.run(id),
    /** ID of the message so many below `top`; 0 when there are fewer. */
    below: (top: number, count: number): number => nth.get(top, count)?.id ?? 0,
    /** The largest ID there is, whether or not everything below it is known. */
    highest: (): number => highest.get()?.id ?? 0,
  }
}

export type SyncTable = ReturnType<typeof syncTable>
