/** Holds the content of a message against what its type asks for. */
import { Value } from 'typebox/value'
import type { TSchema } from 'typebox'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { messageContents, type MessageTypeId } from '../../../shared/platform/message-content.ts'
import { Refusal } from '../http/refusal.ts'

/** Not JSON, or not of that type: 4. */
export function requireContent(type: MessageTypeId, content: string): void {
  const schema: TSchema = messageContents[type]
  const [error] = Value.Errors(schema, parsed(content))
  if (error) throw new Refusal(PlatformCode.badParameter, `msgContent${error.instancePath}: ${error.message}`)
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw new Refusal(PlatformCode.badParameter, 'msgContent is not JSON')
  }
}
