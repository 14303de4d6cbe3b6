/**
 * What every pipe must keep, whatever it runs over: the renderer does not know which one it has.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import { AppError, ERROR_CODES, type ErrorCode } from '../../shared/errors.ts'
import { connect, MAX_MESSAGE, MAX_OPEN_CALLS, type Pipe } from '../../shared/wire.ts'
import { until } from '../support/until.ts'
import { createTestService, SECRET_OF_A_CRASH, testContract, type TestService } from './pipe-service.ts'

interface Frame {
  kind: 'value' | 'error' | 'event'
  id: number
  error?: { code: string }
}

/** The page's end and a way for the page to go without a word (closed window, crash). */
export interface PageEnd {
  pipe: Pipe
  vanish(): void
}

/** Opens one more page on the service; what it needs besides (a server) goes with the test. */
export type OpenPage = () => Promise<PageEnd>

async function codeOf(call: Promise<unknown>): Promise<ErrorCode | 'none'> {
  return (await refusal(call))?.code ?? 'none'
}

async function refusal(call: Promise<unknown>): Promise<AppError | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect(ERROR_CODES).toContain((error as AppError).code)
    return error as AppError
  }
}

export function pipeSuite(name: string, prepare: (service: TestService) => Promise<OpenPage> | OpenPage): void {
  async function start() {
    const service = createTestService()
    const openPage = await prepare(service)
    const page = await openPage()
    onTestFinished(() => page.pipe.close())
    const texts: string[] = []
    page.pipe.onMessage((text) => texts.push(text))
    const client = connect(testContract, page.pipe)
    return {
      service,
      openPage,
      page,
      client,
      texts,
      frames: () => texts.map((text) => JSON.parse(text) as Frame),
    }
  }

  describe(`a pipe ${name}`, () => {
    it('answers every call with its own value, in order', async () => {
      const { client, frames } = await start()
      const wanted = Array.from({ length: 100 }, (_, index) => `${index} 中文 \u{1f600}`)
      const values = await Promise.all(wanted.map((text) => client.test.echo({ text })))
      expect(values.map((value) => value.text)).toEqual(wanted)
      const ids = frames().flatMap((frame) => (frame.kind === 'value' ? [frame.id] : []))
      expect(ids).toEqual(ids.toSorted((a, b) => a - b))
      expect(ids).toHaveLength(100)
    })

    it('sends events only while somebody listens', async () => {
      const { service, client, frames } = await start()
      const seen: number[] = []
      await client.test.echo({ text: 'open' })
      service.emit(1)
      const off = client.on('test.happened', ({ number }) => seen.push(number))
      await client.test.echo({ text: 'listening' })
      service.emit(2)
      service.emit(3)
      await client.test.echo({ text: 'told' })
      off()
      await client.test.echo({ text: 'not listening' })
      service.emit(4)
      await client.test.echo({ text: 'end' })
      expect(seen).toEqual([2, 3])
      expect(frames().filter((frame) => frame.kind === 'event')).toHaveLength(2)
    })

    it('carries a refusal with its code and details', async () => {
      const { client } = await start()
      const error = await refusal(client.test.refuse({}))
      expect(error?.toEnvelope()).toEqual({ code: 'platform', details: { platformCode: 14, triesLeft: 2 } })
    })

    it('gives an unexpected error a reference and keeps its inside to itself', async () => {
      const { service, client, texts } = await start()
      const error = await refusal(client.test.crash({}))
      expect(error?.code).toBe('internal')
      expect(error?.details.reference).toBe(service.internals[0]?.reference)
      expect(String(service.internals[0]?.error)).toContain(SECRET_OF_A_CRASH)
      expect(texts.join('\n')).not.toContain(SECRET_OF_A_CRASH)
      expect(texts.join('\n')).not.toMatch(/\.ts|\bat /)
    })

    it('refuses bad input and says where it is bad', async () => {
      const { client } = await start()
      const error = await refusal(client.test.echo({ text: 7 as unknown as string }))
      expect(error?.code).toBe('bad-input')
      expect(error?.details).toMatchObject({ operation: 'test.echo', path: '/text' })
    })

    it('refuses calls that do not exist, also those every object has', async () => {
      const { page, client, frames } = await start()
      const names = ['test.nothing', 'nothing', 'test.toString', 'constructor.name', '__proto__.x', '']
      for (const [index, wrong] of names.entries()) {
        page.pipe.post(JSON.stringify({ kind: 'call', id: 9000 + index, name: wrong, input: {} }))
      }
      await client.test.echo({ text: 'after' })
      const errors = frames().flatMap((frame) => (frame.kind === 'error' ? [frame.error?.code] : []))
      expect(errors).toEqual(names.map(() => 'unknown-call'))
    })

    it('refuses a message that is too large and lives on', async () => {
      const { client } = await start()
      expect(await codeOf(client.test.echo({ text: 'x'.repeat(MAX_MESSAGE) }))).toBe('too-large')
      const wide = '中'.repeat(MAX_MESSAGE)
      expect(await codeOf(client.test.echo({ text: wide }))).toBe('too-large')
      const largest = '中'.repeat(MAX_MESSAGE - 200)
      expect((await client.test.echo({ text: largest })).text.length).toBe(largest.length)
    })

    it('cancels a call', async () => {
      const { service, client } = await start()
      const controller = new AbortController()
      const call = codeOf(client.test.hang({}, { signal: controller.signal }))
      await until('the call runs', () => service.hanging === 1)
      controller.abort()
      expect(await call).toBe('cancelled')
      expect(service.hanging).toBe(0)
      expect(await codeOf(client.test.hang({}, { signal: AbortSignal.abort() }))).toBe('cancelled')
    })

    it('releases what a page had opened when it goes, and only that', async () => {
      const { service, openPage, page, client } = await start()
      const other = await openPage()
      const otherClient = connect(testContract, other.pipe)
      await client.test.open({ thing: 'mine' })
      await otherClient.test.open({ thing: 'theirs' })
      void client.test.hang({}).catch(() => undefined)
      await until('the call runs', () => service.hanging === 1)
      page.vanish()
      await until('my thing is closed', () => !service.open.has('mine'))
      expect(service.hanging).toBe(0)
      expect([...service.open]).toEqual(['theirs'])
      service.emit(1)
      expect((await otherClient.test.echo({ text: 'still here' })).text).toBe('still here')
      other.vanish()
      await until('their thing is closed', () => service.open.size === 0)
    })

    it('tells the page when the core ends it: open calls and later ones are refused', async () => {
      const { service, client } = await start()
      const closed = new Promise<string>((resolve) => client.onClose(() => resolve('closed')))
      const call = codeOf(client.test.hang({}))
      await until('the call runs', () => service.hanging === 1)
      service.pipes[0]?.close()
      expect(await closed).toBe('closed')
      expect(await call).toBe('disconnected')
      expect(await codeOf(client.test.echo({ text: 'late' }))).toBe('disconnected')
      expect(service.hanging).toBe(0)
    })

    it('counts frames that are no frames and survives them', async () => {
      const { service, page, client } = await start()
      const garbage = [
        ...['', 'null', '[]', '{', '"call"', '{}', '{"kind":"call"}', '{"kind":"call","id":-1,"name":"test.echo"}'],
        ...[
          '{"kind":"call","id":1.5,"name":"test.echo"}',
          '{"kind":"listen"}',
          '{"kind":"listen","name":"test.nothing"}',
        ],
        ...['{"kind":"value","id":1,"value":1}', '\u0000\u0001', '[[[[[[[[[['],
      ]
      for (const text of garbage) page.pipe.post(text)
      expect((await client.test.echo({ text: 'after' })).text).toBe('after')
      expect(service.badFrames).toHaveLength(garbage.length)
    })

    it('limits the calls a page may have open', async () => {
      const { service, client } = await start()
      const controller = new AbortController()
      const { signal } = controller
      const calls = Array.from({ length: MAX_OPEN_CALLS }, () => codeOf(client.test.hang({}, { signal })))
      expect(await codeOf(client.test.hang({}))).toBe('limit')
      expect(service.hanging).toBe(MAX_OPEN_CALLS)
      controller.abort()
      expect(new Set(await Promise.all(calls))).toEqual(new Set(['cancelled']))
      expect((await client.test.echo({ text: 'room again' })).text).toBe('room again')
    })

    it('refuses a second call under the number of an open one', async () => {
      const { service, page, client, frames } = await start()
      page.pipe.post('{"kind":"call","id":77777,"name":"test.hang","input":{}}')
      page.pipe.post('{"kind":"call","id":77777,"name":"test.hang","input":{}}')
      await client.test.echo({ text: 'after' })
      expect(service.hanging).toBe(1)
      expect(frames().find((frame) => frame.kind === 'error')).toMatchObject({
        id: 77777,
        error: { code: 'bad-input' },
      })
    })
  })
}
