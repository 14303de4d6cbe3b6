/** Documentation: chapter "instant messaging". */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { SpeakerType, type AudienceTypeId } from '../../../shared/platform/message-content.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { holds } from '../accounts.ts'
import { concerns } from '../chat/audience.ts'
import { messageRow } from '../chat/message.ts'
import { inRange, isBetween, isInState, isOfObjects, type Partner } from '../chat/message-query.ts'
import { pageOf } from '../fleet/query.ts'
import { ok, okBeside, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'

export function imHandlers(world: World): HandlerEntry[] {
  const { im } = operations
  const { messages } = world
  return [
    handler(im.send, ({ body, session }) => {
      try {
        const { id } = world.chatLine.say(session.account, body)
        return okBeside({}, { id })
      } catch (error) {
        if (error instanceof Refusal) return refused(error.code, error.message)
        throw error
      }
    }),
    handler(im.markRead, ({ body, session }) => done(() => messages.mark(session.account.id, body.msgid))),
    handler(im.readMark, ({ session }) => {
      const { id, timeMs } = messages.markOf(session.account.id)
      return ok({ id, time: Math.floor(timeMs / 1000) })
    }),
    handler(im.history, ({ body, session: { account } }) => {
      const { filter } = body
      const me: Partner = { id: account.id, type: SpeakerType.user }
      const partner = partnerOf(filter?.targetID, filter?.targetType)
      const markId = messages.markOf(account.id).id
      const found = inRange(messages.all, filter).filter(
        (message) =>
          concerns(world, message, account) &&
          (!partner || isBetween(message, me, partner)) &&
          isInState(message, filter?.beenRead, markId),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok(items.map(messageRow), pageInfo)
    }),
    handler(im.search, ({ body, session: { account } }) => {
      const { filter } = body
      const first = partnerOf(filter?.obj1ID, filter?.obj1Type)
      const second = partnerOf(filter?.obj2ID, filter?.obj2Type)
      if (first && world.chatGroups.find(first.id)) return refused(PlatformCode.badParameter, 'obj1 cannot be a group')
      // Who looks after users may read everybody's messages, others their own.
      const seesAll = holds(account, Permission.users)
      const markId = second ? messages.markOf(second.id).id : 0
      const state = second && world.accounts.has(second.id) ? filter?.beenRead : undefined
      const found = inRange(messages.all, filter).filter(
        (message) =>
          (filter?.msgType === undefined || message.type === filter.msgType) &&
          isOfObjects(message, first, second) &&
          isInState(message, state, markId) &&
          (seesAll || concerns(world, message, account)),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok(items.map(messageRow), pageInfo)
    }),
  ]
}

function partnerOf(id: string | undefined, type: AudienceTypeId | undefined): Partner | undefined {
  return id ? { id, type } : undefined
}
