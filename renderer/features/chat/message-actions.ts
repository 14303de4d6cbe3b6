/** What can be done with a message, given by the stream to whatever stands in it. */
import { inject, type InjectionKey } from 'vue'
import type { Message, MessageBody } from '../../../shared/contract/chat.ts'

export type FileMessageBody = Extract<MessageBody, { kind: 'file' }>

export interface MessageActions {
  reply(message: Message): void
  forward(messages: readonly Message[]): void
  copy(messages: readonly Message[]): void
  /** Turns the selection on, with this one in it. */
  select(message: Message): void
  openPicture(body: FileMessageBody): void
  openLink(url: string): void
  download(body: FileMessageBody): void
  copyText(text: string): void
}

export const messageActionsKey: InjectionKey<MessageActions> = Symbol('message actions')

export function useMessageActions(): MessageActions {
  const actions = inject(messageActionsKey)
  if (!actions) throw new Error('no message actions provided')
  return actions
}

export function canForward({ body }: Message): boolean {
  return body.kind !== 'other'
}
