/** Puts what a request did, or tried, into the logs. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Operation } from '../../../shared/platform/define.ts'
import { OperatorType } from '../../../shared/platform/log.ts'
import type { Answer } from '../http/answer.ts'
import type { Request } from '../http/check.ts'
import type { Session } from '../sessions.ts'
import type { World } from '../world.ts'
import { loggedAs } from './targets.ts'

/** Longer contents are cut. */
const MAX_CONTENT = 300
/** Fields of a body that may name its target, the first that is there. */
const ID_FIELDS = ['id', 'uid', 'puID', 'pu_id', 'groupid', 'groupID', 'planId'] as const

export interface Noted {
  readonly operation: Operation
  readonly request: Request
  readonly answer: Answer<unknown, unknown>
  readonly session: Session | undefined
  /** Of the client, without a port. */
  readonly ip: string
}

export function noteExchange(world: World, { operation, request, answer, session, ip }: Noted): void {
  if (operation.name === 'auth.login') noteLogin(world, request, answer, ip)
  const logged = session && loggedAs(operation)
  if (!logged) return
  world.operationLog.note({
    ...logged,
    targetId: targetOf(request, answer, session),
    content: contentOf(operation, request),
    operatorType: OperatorType.user,
    operatorId: session.account.id,
    timeMs: world.now(),
    ip,
    result: answer.code,
    message: answer.msg,
  })
}

/** A log-in that was refused for its password. */
function noteLogin(world: World, { body }: Request, answer: Answer<unknown, unknown>, ip: string): void {
  if (answer.code !== PlatformCode.wrongPassword && answer.code !== PlatformCode.maxRetries) return
  const username = isRecord(body) && typeof body['username'] === 'string' ? body['username'] : ''
  world.loginFailed({ username, name: world.accounts.get(username)?.name, code: answer.code, ip })
}

function targetOf(request: Request, answer: Answer<unknown, unknown>, session: Session): string {
  const [first] = Object.values(request.params)
  if (first !== undefined) return String(first)
  for (const source of [request.body, answer.data]) {
    for (const name of ID_FIELDS) {
      const value: unknown = isRecord(source) ? source[name] : undefined
      if (typeof value === 'string' || typeof value === 'number') return String(value)
    }
  }
  return session.account.id
}

/** Never a password. */
function contentOf({ name }: Operation, { body }: Request): string {
  const told = isRecord(body) ? Object.entries(body).filter(([field]) => !/password/i.test(field)) : []
  const text = told.length === 0 ? name : `${name} ${JSON.stringify(Object.fromEntries(told))}`
  return text.length > MAX_CONTENT ? `${text.slice(0, MAX_CONTENT - 1)}…` : text
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
