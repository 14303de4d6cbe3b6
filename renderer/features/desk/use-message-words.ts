import { useI18n } from 'vue-i18n'
import type { MessageBody } from '../../../shared/contract/chat.ts'

/** One line of what a message says. */
export function useMessageWords(): (body: MessageBody) => string {
  const { t } = useI18n()
  return (body) => {
    if (body.kind === 'text' || body.kind === 'custom') return body.text.replaceAll('\n', ' ')
    if (body.kind === 'file') return `${t(`desk.media.${body.media}`)} ${body.name}`
    return t(body.kind === 'place' ? 'desk.media.place' : 'desk.media.other')
  }
}
