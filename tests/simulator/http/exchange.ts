/** One request from arrival to answer: route, faults, token, schemas, handler, memory. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Operation } from '../../../shared/platform/define.ts'
import { holds } from '../accounts.ts'
import type { Hit } from '../faults.ts'
import { noteExchange } from '../logs/note-exchange.ts'
import type { Session } from '../sessions.ts'
import type { World } from '../world.ts'
import { envelopeOf, refused, type Answer } from './answer.ts'
import { asDocumented } from './as-documented.ts'
import { requestFault, typedValues, unknownFields, type Request } from './check.ts'
import { isFile, sendFile } from './file-answer.ts'
import type { Call, Handlers, Outcome } from './handler.ts'
import { matchRoute, type Match } from './route.ts'

const MAX_BODY_BYTES = 4 * 1024 * 1024
const MAX_FILE_BYTES = 512 * 1024 * 1024

/** Never throws: what breaks answers code 11. */
export async function exchange(
  world: World,
  handlers: Handlers,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAt = world.now()
  response.setHeader('date', new Date(startedAt).toUTCString())
  const url = new URL(message.url ?? '/', 'http://platform')
  const method = message.method ?? 'GET'
  const match = matchRoute(method, url.pathname)
  const takesFile = match?.operation.takes === 'file'
  const raw = await readBody(message, takesFile ? MAX_FILE_BYTES : MAX_BODY_BYTES)
  if (!match) {
    world.memory.violation({ time: startedAt, method, path: url.pathname, reason: 'no such operation' })
    response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found')
    return
  }
  const { operation, params } = match
  const session = sessionOf(world, operation, message, url)
  const request: Request = {
    params: typedValues(operation.params, params),
    query: typedValues(operation.query, Object.fromEntries(url.searchParams)),
    body: takesFile ? {} : parseBody(raw.toString('utf8')),
  }
  const hit = world.faults.hit(operation.name)
  if (hit.delayMs > 0) await pause(hit.delayMs)
  const ip = message.socket.remoteAddress ?? ''
  const contentType = message.headers['content-type'] ?? 'application/octet-stream'
  const call = {
    ...request,
    session,
    address: `${ip}:${message.socket.remotePort ?? 0}`,
    ...(takesFile ? { sent: { bytes: raw, contentType } } : {}),
  }
  const answer = await answerOf(world, handlers, match, call, hit)
  if (!isFile(answer)) noteExchange(world, { operation, request, answer, session, ip })
  world.memory.request({
    time: startedAt,
    operation: operation.name,
    account: session?.account.id ?? accountOf(request.body),
    params,
    body: request.body,
    code: hit.drop ? -1 : isFile(answer) ? PlatformCode.success : answer.code,
    durationMs: world.now() - startedAt,
  })
  if (hit.drop) message.socket.destroy()
  else if (hit.refuse?.status)
    response.writeHead(hit.refuse.status, { 'content-type': 'text/html' }).end(`<h1>${hit.refuse.status}</h1>`)
  else if (isFile(answer)) sendFile(answer, message, response)
  else send(response, world.options.asDocumented ? printed(operation, answer) : envelopeOf(answer))
}

/** Files are also asked for with the token in the address: media elements cannot send a header. */
function sessionOf(world: World, { answers }: Operation, message: IncomingMessage, url: URL): Session | undefined {
  const found = world.sessions.find(message.headers.authorization)
  return found ?? (answers === 'file' ? world.sessions.find(url.searchParams.get('token') ?? undefined) : undefined)
}

async function answerOf(
  world: World,
  handlers: Handlers,
  match: Match,
  call: Call & Request,
  hit: Hit,
): Promise<Outcome> {
  const { operation } = match
  if (hit.drop && !hit.drop.after) return refused(PlatformCode.serverError, 'dropped')
  if (hit.refuse) return refused(hit.refuse.code, hit.refuse.msg ?? `refused on command with ${hit.refuse.code}`)
  const note = (reason: string) =>
    world.memory.violation({ time: world.now(), method: operation.method, path: operation.path, reason })
  const { session } = call
  if (!session && !operation.open) return refused(PlatformCode.authentication, 'token is invalid')
  if (session && operation.permission && !holds(session.account, operation.permission))
    return refused(PlatformCode.noPermission, `needs the permission ${operation.permission}`)
  const fault = requestFault(operation, call)
  if (fault) {
    note(fault)
    return refused(PlatformCode.badParameter, fault)
  }
  for (const field of unknownFields(operation.body, call.body)) note(`body${field}: unknown field`)
  for (const field of unknownFields(operation.query, call.query)) note(`query${field}: unknown field`)
  const handler = handlers.get(operation.name)
  if (!handler) return refused(PlatformCode.unsupported, `the simulator does not answer ${operation.name}`)
  try {
    return await handler(call)
  } catch (error) {
    note(`the simulator failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return refused(PlatformCode.serverError, 'internal error')
  }
}

function printed(operation: Operation, answer: Answer<unknown, unknown>): Record<string, unknown> {
  return envelopeOf({
    ...answer,
    ...(answer.data === undefined ? {} : { data: asDocumented(operation.data, answer.data) }),
    ...(answer.beside === undefined ? {} : { beside: asDocumented(operation.beside, answer.beside) }),
  })
}

/** Large answers as one write; the connection stays open as the client wishes. */
function send(response: ServerResponse, envelope: Record<string, unknown>): void {
  const text = Buffer.from(JSON.stringify(envelope))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length }).end(text)
}

async function readBody(message: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new Error('body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** No body counts as an empty one; text that is no JSON is handed on and fails the schema. */
function parseBody(raw: string): unknown {
  if (raw.trim() === '') return {}
  try {
    return JSON.parse(raw)
  } catch {
    return raw
  }
}

function accountOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('username' in body)) return undefined
  return typeof body.username === 'string' ? body.username : undefined
}
