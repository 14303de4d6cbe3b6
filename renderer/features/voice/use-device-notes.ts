/** Says it when a device that was chosen is pulled out: who talks and who listens must know that it is another one now. */
import { useMessage } from 'naive-ui'
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useVoiceStore } from './store.ts'

const KINDS = ['microphone', 'speaker', 'alarmSpeaker'] as const

export function useDeviceNotes(): void {
  const { t } = useI18n()
  const notes = useMessage()
  const voice = useVoiceStore()
  for (const kind of KINDS) {
    watch(
      () => voice.settings[kind] !== undefined && voice.used[kind].isGone,
      (isGone) => {
        const name = voice.settings[kind]?.label
        if (isGone && name) notes.warning(t(`voice.note.${kind}`, { name }), { duration: 8000, closable: true })
      },
    )
  }
}
