/** Messages as plain text for the clipboard: one as it is, several with who and when. */
import { useClipboard } from '@vueuse/core'
import { useMessage } from 'naive-ui'
import { useI18n } from 'vue-i18n'
import type { Message } from '../../../shared/contract/chat.ts'
import { clockTime, dateTime } from '../../ui/time.ts'
import { useReported } from '../../ui/use-reported.ts'
import { useBodyWords } from './body-words.ts'

export function useCopyMessages() {
  const { t } = useI18n()
  const words = useBodyWords()
  const reported = useReported()
  const message = useMessage()
  const { copy } = useClipboard({ legacy: true })

  function copyText(text: string): void {
    reported(copy(text).then(() => void message.success(t('chat.message.copied'), { duration: 1500 })))
  }
  return {
    copyText,
    copyMessages(messages: readonly Message[]): void {
      const [only] = messages
      if (messages.length === 1 && only) return copyText(words.copy(only.body))
      copyText(
        messages
          .map(({ time, speaker, body }) => {
            const when = `${dateTime(time).slice(0, 10)} ${clockTime(time, time)}`
            return `[${when}] ${speaker.name}: ${words.copy(body)}`
          })
          .join('\n'),
      )
    },
  }
}
