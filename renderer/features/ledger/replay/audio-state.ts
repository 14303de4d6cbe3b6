import { ref } from 'vue'

/** Where an element is in its sound, as it tells by its events. Seconds. */
export function audioState(audio: HTMLAudioElement) {
  const isPlaying = ref(false)
  const position = ref(0)
  const duration = ref(0)
  function read(): void {
    position.value = audio.currentTime
    // Until its head is read, and of what is still being written.
    duration.value = Number.isFinite(audio.duration) ? audio.duration : 0
    isPlaying.value = !audio.paused && !audio.ended
  }
  for (const name of ['timeupdate', 'durationchange', 'play', 'pause', 'ended', 'seeked', 'emptied'] as const)
    audio.addEventListener(name, read)
  return { isPlaying, position, duration }
}
