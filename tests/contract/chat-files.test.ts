import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { liveDesk, say, storedWith, withUser } from '../support/chat.ts'
import { record, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const ADMIN = { kind: 'User', id: 'admin' } as const
const OPERATOR = { kind: 'User', id: 'operator' } as const
const PIECE = 100_000

/** The smallest picture there is. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64')

async function attach(desk: Desk, name: string, bytes: Buffer, media: 'picture' | 'file' = 'picture'): Promise<string> {
  const { id } = await withUser(desk, 'operator')
  const { key } = await desk.client.chat.attach({ conversation: id, media, name, bytes: bytes.length })
  for (let offset = 0; offset < bytes.length; offset += PIECE) {
    const base64 = bytes.subarray(offset, offset + PIECE).toString('base64')
    await desk.client.chat.attachPiece({ key, offset, base64 })
  }
  return key
}

async function outgoing(desk: Desk): Promise<string[]> {
  const files = await readdir(desk.folder, { recursive: true })
  return files.filter((file) => path.basename(path.dirname(file)) === 'outgoing')
}

describe('a file', () => {
  it('goes in pieces into the outbox, then to the platform, then to the other desk', async () => {
    const platform = await openPlatform()
    const [admin, operator] = await Promise.all([liveDesk(platform, 'admin'), liveDesk(platform, 'operator')])
    const told = record(admin.client, 'chat.outboxChanged')
    const bytes = Buffer.alloc(250_000, 7)
    const key = await attach(admin, 'plan.bin', bytes, 'file')
    const message = await until('heard', async () =>
      (await storedWith(operator, ADMIN)).find(({ body }) => body.kind === 'file' && body.name === 'plan.bin'),
    )
    expect(message.body).toMatchObject({ kind: 'file', media: 'file', name: 'plan.bin', bytes: bytes.length })
    expect(told.flatMap(({ upserts }) => upserts).some((entry) => entry.upload?.total === bytes.length)).toBe(true)
    await until('settled', async () => (await storedWith(admin, OPERATOR)).some((own) => own.key === key))
    await until('cleared away', async () => (await outgoing(admin)).length === 0)
    expect(platform.seen().violations).toEqual([])
  })

  it('that the platform does not take fails with its sentence, and can be tried again', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    platform.control.refuse({ operation: 'recordfile.upload', code: 15, times: 1 })
    const key = await attach(desk, 'a.gif', PIXEL)
    const failed = await until('failed', async () =>
      (await desk.client.chat.outbox({})).find(({ state }) => state === 'failed'),
    )
    expect(failed.error).toBeDefined()
    await desk.client.chat.retry({ key })
    await until('sent', async () => (await storedWith(desk, OPERATOR)).some((message) => message.key === key))
  })

  it('is refused when it is too large, and given up when a piece does not follow', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const { id: conversation } = await withUser(desk, 'operator')
    const large = desk.client.chat.attach({ conversation, media: 'video', name: 'v.mp4', bytes: 300 * 1024 * 1024 })
    await expect(large).rejects.toMatchObject({ code: 'too-large' })
    const { key } = await desk.client.chat.attach({ conversation, media: 'file', name: 'f', bytes: 10 })
    const gap = desk.client.chat.attachPiece({ key, offset: 5, base64: 'AAAA' })
    await expect(gap).rejects.toMatchObject({ code: 'bad-input' })
    await expect(desk.client.chat.attachPiece({ key, offset: 0, base64: 'AAAA' })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await outgoing(desk)).toEqual([])
    expect(await desk.client.chat.outbox({})).toEqual([])
  })
})

describe('an export', () => {
  it('as HTML stands for itself, with its pictures in it and nothing that runs', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const key = await attach(desk, 'a.gif', PIXEL)
    await until('sent', async () => (await storedWith(desk, OPERATOR)).some((message) => message.key === key))
    await say(desk, OPERATOR, '<script>alert(1)</script> & "北门"')
    platform.control.say({
      speaker: 'operator',
      audience: 'admin',
      type: 'picture',
      content: '{"fileID":"gone","fileSize":"5","fileName":"gone.jpg"}',
    })
    const { id: conversation } = await withUser(desk, 'operator')
    const stored = await until('three', async () => {
      const all = await storedWith(desk, OPERATOR)
      return (
        all.filter(({ key: own, body }) => own ?? (body.kind === 'file' && body.fileId === 'gone')).length === 3 && all
      )
    })
    const done = await desk.client.chat.exportMessages({ conversation, format: 'html', language: 'zh-CN' })
    const html = await readFile(done!.path, 'utf8')
    expect(done!.messages).toBe(stored.length)
    expect(html.match(/<li /g)).toHaveLength(stored.length)
    expect(html).toContain(`data:image/gif;base64,${PIXEL.toString('base64')}`)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;北门&quot;')
    expect(html).not.toContain('<script')
    expect(html).toContain('gone.jpg <span class="missing">(图片不可用)</span>')
  })

  it('as CSV is read by spreadsheets and runs nothing; never over a file that is there', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    await say(desk, OPERATOR, '=1+1', 'two "quotes", a comma\nand a line')
    const stored = await until('sent', async () => {
      const all = await storedWith(desk, OPERATOR)
      return all.filter((message) => message.key).length === 2 && all
    })
    const { id: conversation } = await withUser(desk, 'operator')
    const ids = stored.slice(-2).map(({ id }) => id)
    const done = await desk.client.chat.exportMessages({ conversation, format: 'csv', language: 'en', ids })
    const csv = await readFile(done!.path, 'utf8')
    expect(csv.startsWith('\ufeffTime,Speaker,Speaker ID,Kind,Text,Message number\r\n')).toBe(true)
    expect(csv).toContain(",text,'=1+1,")
    expect(csv).toContain(',"two ""quotes"", a comma\nand a line",')
    const again = await desk.client.chat.exportMessages({ conversation, format: 'csv', language: 'en', ids })
    expect(again!.path).not.toBe(done!.path)
    expect(await readFile(done!.path, 'utf8')).toBe(csv)
  })
})
