import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, it } from 'vitest'
import { connectTo } from '../../../../../electron/core/db/connection.ts'
import { databaseFile } from '../../../../support/database.ts'

const ROUNDS = 20

/** Kills the writer after it answered `commits`; gives back the numbers it answered. */
async function writeAndKill(file: string, commits: number): Promise<number[]> {
  const writer = spawn(process.execPath, [path.join(import.meta.dirname, 'crash-writer.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  writer.stdout.on('data', (chunk: Buffer) => {
    text += String(chunk)
    if (text.split('\n').length > commits) writer.kill('SIGKILL')
  })
  const [, signal] = (await once(writer, 'close')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  // The last line may be half.
  return text.split('\n').slice(0, -1).map(Number)
}

it(`loses no answered commit in ${ROUNDS} kills in the middle of writing`, async () => {
  const file = databaseFile()
  const acknowledged = new Set<number>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const number of await writeAndKill(file, 1 + round * 3)) acknowledged.add(number)
    const db = connectTo(file)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const counts = db
      .prepare<[], { at: number; rows: number }>('SELECT at, count(*) AS rows FROM names GROUP BY at')
      .all()
    // Each commit is there whole, or not at all.
    expect(counts.filter(({ rows }) => rows !== 20)).toEqual([])
    const there = new Set(counts.map(({ at }) => at))
    expect([...acknowledged].filter((number) => !there.has(number))).toEqual([])
    db.close()
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS)
}, 120_000)
