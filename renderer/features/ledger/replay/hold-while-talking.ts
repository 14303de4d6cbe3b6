import { ref, watch, type Ref } from 'vue'

/** Plays when nobody talks from here: an open microphone would send it out. Who talks meanwhile holds it until he is done. */
export function holdWhileTalking(audio: HTMLAudioElement, isPlaying: Readonly<Ref<boolean>>, isTalking: () => boolean) {
  const isHeld = ref(false)
  function play(): void {
    isHeld.value = isTalking()
    // What fails is told by the element.
    if (!isHeld.value) void audio.play().catch(() => undefined)
  }
  watch(isTalking, (now) => {
    if (now && isPlaying.value) {
      isHeld.value = true
      audio.pause()
    } else if (!now && isHeld.value) play()
  })
  return { isHeld, play }
}
