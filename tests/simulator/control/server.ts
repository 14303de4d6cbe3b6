/** The control address: `POST /control/<command>` with the input as JSON; `GET` for those that take nothing. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Value } from 'typebox/value'
import type { TSchema } from 'typebox'
import type { Command } from './command.ts'

type Table = Readonly<Record<string, Command<TSchema, unknown>>>

/** Answers `{ ok: true, result }`, or `{ ok: false, error }` with 400 or 404. */
export async function answerControl(table: Table, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = /^\/control\/(\w+)$/.exec(new URL(message.url ?? '/', 'http://control').pathname)?.[1]
  const entry = name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
  if (!entry) return send(response, 404, { ok: false, error: `commands: ${Object.keys(table).join(', ')}` })
  try {
    const input: unknown = await readJson(message)
    if (!Value.Check(entry.input, input)) {
      const [error] = Value.Errors(entry.input, input)
      return send(response, 400, {
        ok: false,
        error: `${error?.instancePath ?? ''} ${error?.message ?? 'does not fit'}`,
      })
    }
    send(response, 200, { ok: true, result: (await entry.run(input)) ?? null })
  } catch (error) {
    send(response, 400, { ok: false, error: error instanceof Error ? error.message : String(error) })
  }
}

async function readJson(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return text.trim() === '' ? {} : JSON.parse(text)
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
