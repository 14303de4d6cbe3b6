import { watch, type Ref } from 'vue'
import { useVoiceStore } from './store.ts'

/** The element's sound goes where speech goes, as long as it is there. */
export function useSpeechOutput(element: Readonly<Ref<HTMLMediaElement | null>>): void {
  const { outputs } = useVoiceStore()
  watch(element, (media, _before, onCleanup) => {
    if (media) onCleanup(outputs.follow(media, 'speech'))
  })
}
