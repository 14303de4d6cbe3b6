/** Three seconds of the microphone, recorded and played back to who spoke them. */
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useVoiceStore } from './store.ts'
import { startRecording, type Recording } from './voice-recorder.ts'

const LASTS_MS = 3_000
const LOOK_MS = 50
/** Never louder than this in three seconds: nobody was heard. */
const UNHEARD = 0.15

export type TestPhase = 'idle' | 'starting' | 'recording' | 'playing'

export function useMicrophoneTest() {
  const { microphone, outputs } = useVoiceStore()
  const phase = ref<TestPhase>('idle')
  const error = shallowRef<ErrorEnvelope>()
  /** The last test heard nothing. */
  const isUnheard = ref(false)
  let recording: Recording | undefined
  let player: HTMLAudioElement | undefined
  let isGone = false

  async function record(): Promise<Blob | undefined> {
    phase.value = 'starting'
    recording = await startRecording(microphone, 'test')
    if (isGone) return (recording.cancel(), undefined)
    phase.value = 'recording'
    let loudest = 0
    while (Date.now() - recording.startedAt < LASTS_MS && !isGone) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      loudest = Math.max(loudest, recording.level())
    }
    const { blob } = await recording.stop()
    recording = undefined
    isUnheard.value = loudest < UNHEARD
    return isGone ? undefined : blob
  }

  async function play(blob: Blob): Promise<void> {
    phase.value = 'playing'
    const address = URL.createObjectURL(blob)
    player = new Audio(address)
    const off = outputs.follow(player, 'speech')
    try {
      const ended = new Promise((resolve) => player?.addEventListener('ended', resolve))
      const paused = new Promise((resolve) => player?.addEventListener('pause', resolve))
      await player.play()
      await Promise.race([ended, paused])
    } finally {
      off()
      URL.revokeObjectURL(address)
      player = undefined
    }
  }

  async function start(): Promise<void> {
    if (phase.value !== 'idle') return
    error.value = undefined
    isUnheard.value = false
    try {
      const blob = await record()
      if (blob) await play(blob)
    } catch (thrown) {
      error.value = toEnvelope(thrown)
    } finally {
      phase.value = 'idle'
    }
  }

  onBeforeUnmount(() => {
    isGone = true
    recording?.cancel()
    player?.pause()
  })
  return { phase, error, isUnheard, start }
}
