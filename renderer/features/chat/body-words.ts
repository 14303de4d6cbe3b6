/** What a message says in one line, and as text to copy. */
import { useI18n } from 'vue-i18n'
import type { MessageBody } from '../../../shared/contract/chat.ts'

const LINE_CHARACTERS = 200

export interface BodyWords {
  /** One line for lists. */
  line(body: MessageBody): string
  /** All of it, for the clipboard. */
  copy(body: MessageBody): string
}

export function useBodyWords(): BodyWords {
  const { t, te } = useI18n()
  const typeName = (type: string): string => (te(`chat.type.${type}`) ? t(`chat.type.${type}`) : type)
  const place = (body: MessageBody & { kind: 'place' }): string =>
    `${body.latitude.toFixed(6)}, ${body.longitude.toFixed(6)}`
  return {
    line(body) {
      switch (body.kind) {
        case 'text':
          return oneLine(body.text)
        case 'custom':
          return `${t('chat.type.custom')} ${oneLine(body.text)}`
        case 'file':
          return `[${t(`chat.type.${body.media}`)}] ${body.name}`
        case 'place':
          return `[${t('chat.type.place')}] ${place(body)}`
        case 'other':
          return `[${typeName(body.type)}]`
      }
    },
    copy(body) {
      if (body.kind === 'text' || body.kind === 'custom') return body.text
      if (body.kind === 'place') return place(body)
      return body.kind === 'file' ? body.name : body.raw
    },
  }
}

function oneLine(text: string): string {
  return text.slice(0, LINE_CHARACTERS).replace(/\s+/g, ' ').trim()
}
