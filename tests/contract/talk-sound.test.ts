import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { LedgerBurst, Speech } from '../../shared/contract/ledger.ts'
import { atConference, conferenceWhere, newPress, talkDesk, type TalkDesk } from '../support/conferences.ts'
import { record } from '../support/desk.ts'
import { markedPackets, marksIn } from '../support/talk-sound.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

/** A desk that hears its conference, with its window keeping sound. */
async function keeping(options: Parameters<typeof atConference>[0] = {}) {
  const there = await atConference(options)
  const { viewer, platform, groupId } = there
  await viewer.client.ledger.keepSound({ isOn: true })
  const began = record(viewer.client, 'ledger.speechBegan')
  const ended = record(viewer.client, 'ledger.speechEnded')
  const speak = (member: string, speaking: boolean) => platform.control.speech({ group: groupId, member, speaking })
  let seen = 0
  /** Somebody begins to speak; gives his speech as the window is told of it. */
  async function begins(member: string): Promise<Speech> {
    platform.control.attend({ group: groupId, member })
    speak(member, true)
    const speech = await until(`told that ${member} speaks`, () => began[seen])
    seen++
    return speech
  }
  async function ends(member: string, speech: Speech): Promise<void> {
    speak(member, false)
    await until(`told that ${member} is silent`, () => ended.some((one) => one.speech === speech.speech))
  }
  return { ...there, began, speak, begins, ends }
}

const hand = ({ client }: Pick<TalkDesk, 'client'>, { speech }: Speech, packets: string[], isLast: boolean) =>
  client.ledger.takeSound({ speech, packets, isLast })

async function lines({ client }: Pick<TalkDesk, 'client'>): Promise<LedgerBurst[]> {
  return (await client.ledger.list({ filter: {}, limit: 50 })).bursts
}
const untilLines = (desk: Pick<TalkDesk, 'client'>, what: string, is: (bursts: LedgerBurst[]) => boolean) =>
  until(what, async () => {
    const bursts = await lines(desk)
    return is(bursts) && bursts
  })
const untilKept = (desk: Pick<TalkDesk, 'client'>, count: number) =>
  untilLines(desk, `${count} kept`, (bursts) => bursts.filter(({ sound }) => sound === 'kept').length === count)

async function ask(core: Core, id: number, range?: string) {
  const header = (name: string): string | undefined => (name === 'range' ? range : undefined)
  const request = { segments: ['talk', String(id)], method: 'GET', header }
  const { status, headers, body } = await core.file(request, new AbortController().signal)
  return { status, headers, bytes: body ? await buffer(body) : Buffer.alloc(0) }
}
const heardIn = async ({ core }: TalkDesk, { id }: LedgerBurst) => {
  const marks = await marksIn((await ask(core, id)).bytes)
  return { marks: [...new Set(marks.map(({ mark }) => mark))], packets: marks.length }
}

/** The files of sound in a profile. */
function soundFiles(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return all.filter((name) => name.endsWith('.ogg') && path.basename(path.dirname(name)) === 'talk')
}

describe('the sound of talk', () => {
  it('is not kept unless somebody wants it: nothing is asked for, taken or written', async () => {
    const { viewer, platform, groupId } = await atConference()
    expect(await viewer.client.ledger.soundKeeping({})).toMatchObject({ isOn: false, writing: [] })
    const began = record(viewer.client, 'ledger.speechBegan')
    platform.control.speech({ group: groupId, member: 'operator', speaking: true })
    await conferenceWhere(viewer, groupId, 'heard of', ({ speakers }) => speakers.length === 1)
    expect(await viewer.client.ledger.speeches({})).toEqual([])
    const take = viewer.client.ledger.takeSound({ speech: 'any', packets: markedPackets(1, 1), isLast: false })
    await expect(take).rejects.toMatchObject({ code: 'not-found' })
    platform.control.speech({ group: groupId, member: 'operator', speaking: false })
    const [line] = await untilLines(viewer, 'a line', (bursts) => bursts.length === 1)
    expect(line).not.toHaveProperty('sound')
    expect(began).toEqual([])
    expect(soundFiles(viewer.folder)).toEqual([])
    expect((await ask(viewer.core, line!.id)).status).toBe(404)
  })

  it('goes to the line of its speech, also where two speak at once and one after the other', async () => {
    const { viewer, groupId, begins, ends } = await keeping()
    const told = record(viewer.client, 'ledger.soundKeepingChanged')
    const operator = await begins('operator')
    const admin = await begins('admin')
    expect([operator, admin]).toMatchObject([
      { groupId, mine: false },
      { groupId, mine: false },
    ])
    await hand(viewer, operator, markedPackets(1, 30), false)
    await hand(viewer, admin, markedPackets(2, 10), false)
    await hand(viewer, operator, markedPackets(1, 30, 30), false)
    await until('told that it is written', () => told.at(-1)?.writing.join() === groupId)
    // Another window has heard it as well: one of them is enough.
    const other = viewer.window()
    const twice = other.ledger.takeSound({ speech: admin.speech, packets: markedPackets(9, 5), isLast: false })
    await expect(twice).rejects.toMatchObject({ code: 'not-found' })
    await ends('operator', operator)
    await ends('admin', admin)
    await hand(viewer, admin, markedPackets(2, 3, 10), true)
    await hand(viewer, operator, markedPackets(1, 5, 60), true)
    const kept = await untilKept(viewer, 2)
    const of = (speaker: string): LedgerBurst => kept.find((line) => line.speaker === speaker)!
    expect(await heardIn(viewer, of('operator'))).toEqual({ marks: [1], packets: 65 })
    expect(await heardIn(viewer, of('admin'))).toEqual({ marks: [2], packets: 13 })
    await until('told that nothing is written', () => told.at(-1)?.writing.length === 0)

    // Its file can be moved about in.
    const whole = await ask(viewer.core, of('operator').id)
    expect(whole.headers['content-type']).toBe('audio/ogg')
    const part = await ask(viewer.core, of('operator').id, 'bytes=4-9')
    expect([part.status, part.bytes]).toEqual([206, whole.bytes.subarray(4, 10)])
    await hand(viewer, operator, markedPackets(1, 1), false).catch((error: unknown) =>
      expect(error).toMatchObject({ code: 'not-found' }),
    )
  })

  it('of the own speech says so, and of one nobody heard leaves nothing', async () => {
    const { viewer, groupId, platform, began } = await keeping()
    const press = newPress()
    await viewer.client.conferences.press({ groupId, press })
    const mine = await until('told', () => began[0])
    expect(mine.mine).toBe(true)
    await hand(viewer, mine, markedPackets(3, 25), false)
    await viewer.client.conferences.release({ groupId, press })
    await hand(viewer, mine, [], true)
    const [line] = await untilKept(viewer, 1)
    expect(line).toMatchObject({ mine: true, speaker: 'viewer', sound: 'kept' })

    platform.control.speech({ group: groupId, member: 'operator', speaking: true })
    const unheard = await until('told', () => began[1])
    platform.control.speech({ group: groupId, member: 'operator', speaking: false })
    await untilLines(viewer, 'its line', (bursts) => bursts.length === 2)
    await hand(viewer, unheard, [], true)
    await untilLines(viewer, 'no sound', (bursts) => bursts[0]!.sound === undefined)
    expect(soundFiles(viewer.folder)).toHaveLength(1)
  })

  it('is kept as far as it was heard when its window goes, and when the program is cut off', async () => {
    const { viewer, platform, begins, ends, speak } = await keeping()
    const other = viewer.window()
    const first = await begins('operator')
    await other.ledger.takeSound({ speech: first.speech, packets: markedPackets(1, 40), isLast: false })
    await ends('operator', first)
    await untilKept(viewer, 1)

    const second = await begins('operator')
    await hand(viewer, second, markedPackets(2, 100), false)
    await until('on the disk', () => soundFiles(viewer.folder).length === 2)
    // What a power cut would leave: the files as they are now.
    const folder = tempFolder()
    cpSync(viewer.folder, folder, { recursive: true })
    speak('operator', false)
    const again = await talkDesk(platform, 'viewer', { folder })
    const kept = await untilKept(again, 2)
    expect(kept[0]).toMatchObject({ speaker: 'operator', ended: 'crash', mine: false })
    expect(kept[0]!.speakerName).toMatch(/Operator/)
    const { marks, packets } = await heardIn(again, kept[0]!)
    expect(marks).toEqual([2])
    expect(packets).toBeGreaterThan(50)
    expect(Math.abs(kept[0]!.lengthMs - packets * 20)).toBeLessThan(30)
  })

  it('goes by age, and its line says so; goes with the line; a file that is gone is told', async () => {
    const { viewer, begins, ends } = await keeping({ timings: { retentionFirstMs: 600_000 } })
    for (const mark of [1, 2]) {
      const speech = await begins('operator')
      await hand(viewer, speech, markedPackets(mark, 10), true)
      await ends('operator', speech)
      await untilKept(viewer, mark)
    }
    const { kinds, retention } = await viewer.client.cache.usage({})
    const sound = kinds.find(({ kind }) => kind === 'sound')!
    expect(sound).toMatchObject({ rows: 2 })
    expect(sound.bytes).toBe(
      soundFiles(viewer.folder).reduce((sum, file) => sum + readFileSync(path.join(viewer.folder, file)).length, 0),
    )
    expect(retention.sound.days).toBeGreaterThan(0)

    const [newer, older] = await lines(viewer)
    const database = new Sqlite(
      path.join(viewer.folder, path.dirname(soundFiles(viewer.folder)[0]!), '../watchpost.db'),
    )
    const age = (table: 'burst' | 'burst_sound', column: 'id' | 'burst', id: number): void =>
      void database.prepare(`UPDATE ${table} SET time = time - 40 * 86400000 WHERE ${column} = ?`).run(id)
    age('burst_sound', 'burst', older!.id)
    await viewer.client.cache.setRetention({ ...retention, sound: { days: 30, megabytes: 0 } })
    await untilLines(viewer, 'removed', (bursts) => bursts[1]!.sound === 'removed')
    await until('its file gone', () => soundFiles(viewer.folder).length === 1)
    expect((await ask(viewer.core, older!.id)).status).toBe(404)

    rmSync(path.join(viewer.folder, soundFiles(viewer.folder)[0]!))
    expect(await ask(viewer.core, newer!.id)).toMatchObject({ status: 404 })
    await expect(viewer.client.ledger.saveSound({ id: newer!.id })).rejects.toMatchObject({ code: 'not-found' })

    const third = await begins('operator')
    await hand(viewer, third, markedPackets(3, 10), true)
    await ends('operator', third)
    const [latest] = await untilKept(viewer, 2)
    for (const [table, column] of [
      ['burst', 'id'],
      ['burst_sound', 'burst'],
    ] as const)
      age(table, column, latest!.id)
    database.close()
    await viewer.client.cache.setRetention({ ...retention, talk: { days: 30, megabytes: 0 } })
    await untilLines(viewer, 'the line gone', (bursts) => bursts.every(({ id }) => id !== latest!.id))
    await until('with its file', () => soundFiles(viewer.folder).length === 0)
  })

  it('goes into files beside the table, and one by one; with the copy, and away with the rest', async () => {
    const { viewer, begins, ends } = await keeping()
    const speech = await begins('operator')
    await hand(viewer, speech, markedPackets(5, 20), true)
    await ends('operator', speech)
    const [line] = await untilKept(viewer, 1)
    const table = await viewer.client.ledger.exportCsv({ filter: {}, language: 'en' })
    expect(table).toMatchObject({ bursts: 1, sounds: 1 })
    const beside = /,(talk ledger [^,]*\.ogg)\s*$/.exec(readFileSync(table!.path, 'utf8'))![1]!
    const marked = await marksIn(readFileSync(path.join(path.dirname(table!.path), beside)))
    expect(marked).toHaveLength(20)
    const saved = await viewer.client.ledger.saveSound({ id: line!.id })
    expect(await marksIn(readFileSync(saved!.path))).toEqual(marked)
    const copy = await viewer.client.cache.exportCopy({})
    expect(readdirSync(copy!.path.replace(/\.db$/, ' sound'))).toHaveLength(1)

    const going = await begins('operator')
    await hand(viewer, going, markedPackets(6, 50), false)
    await viewer.client.cache.wipe({})
    expect(soundFiles(viewer.folder)).toEqual([])
    expect(await lines(viewer)).toEqual([])
    expect(existsSync(saved!.path)).toBe(true)
  })

  it('ends when it is turned off, with what it has', async () => {
    const { viewer, begins, ends, began, speak, groupId } = await keeping()
    const speech = await begins('operator')
    await hand(viewer, speech, markedPackets(1, 20), false)
    await viewer.client.ledger.keepSound({ isOn: false })
    await ends('operator', speech)
    await hand(viewer, speech, [], true)
    await untilKept(viewer, 1)
    speak('operator', true)
    await conferenceWhere(viewer, groupId, 'heard of', ({ speakers }) => speakers.length === 1)
    expect(began).toHaveLength(1)
  })
})
