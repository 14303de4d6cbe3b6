import { spawn } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { liveDesk, storedWith, textsOf } from '../support/chat.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

const CLIENT = path.join(import.meta.dirname, '../support/chat-crash.ts')
const OPERATOR = { kind: 'User', id: 'operator' } as const

/** Runs a client until it has promised so many texts, then kills it; gives back what it promised. */
async function killedAfter(count: number, args: string[]): Promise<string[]> {
  const child = spawn(process.execPath, [CLIENT, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  await until('promises', () => out.split('\n').length > count, 30_000)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  return out.split('\n').slice(0, -1)
}

describe('a client that is killed while it sends', () => {
  it('loses nothing it promised, says nothing twice, and keeps the order', async () => {
    const platform = await openPlatform()
    const folder = tempFolder()
    // Answers come late or never: some sends are under way whenever the end comes.
    platform.control.delay({ operation: 'im.send', ms: 15 })
    platform.control.drop({ operation: 'im.send', after: true, times: 2 })
    const promised: string[] = []
    for (const [round, count] of [7, 12, 3, 20].entries()) {
      promised.push(...(await killedAfter(count, [folder, platform.url, OPERATOR.id, `${round}-`])))
    }
    platform.control.clear({})
    const desk = await liveDesk(platform, 'admin', { folder })
    await until('outbox empty', async () => (await desk.client.chat.outbox({})).length === 0, 20_000)
    const recorded = platform.control
      .messages({})
      .filter(
        ({ speaker, audience, msgContent }) =>
          speaker === 'admin' && audience === 'operator' && msgContent.includes('"wp"'),
      )
      .map(({ msgContent }) => (JSON.parse(msgContent) as { textMsg: string }).textMsg)
    // One more may be on the disk whose promise did not get out before the end.
    expect(recorded.filter((text) => promised.includes(text))).toEqual(promised)
    expect(new Set(recorded).size).toBe(recorded.length)
    expect(recorded.length - promised.length).toBeLessThanOrEqual(4)
    const stored = (await storedWith(desk, OPERATOR)).filter(({ key }) => key !== undefined)
    expect(textsOf(stored)).toEqual(recorded)
  }, 90_000)
})
