/** Hearing a speech again: one at a time in this window, whoever asks for it. */
import { defineStore } from 'pinia'
import { markRaw, ref, shallowRef, watch } from 'vue'
import { soundUrl, type LedgerBurst } from '../../../../shared/contract/ledger.ts'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { useSessionStore } from '../../session/store.ts'
import { useVoiceStore } from '../../voice/store.ts'
import { audioState } from './audio-state.ts'
import { holdWhileTalking } from './hold-while-talking.ts'
import { whyNotHeard } from './why-not-heard.ts'

export const REPLAY_RATES = [1, 1.5, 2] as const
export type ReplayRate = (typeof REPLAY_RATES)[number]

export const useReplayStore = defineStore('talk-replay', () => {
  const voice = useVoiceStore()
  const session = useSessionStore()
  const audio = markRaw(new Audio())
  /** The browser keeps what it played by its address: one that was deleted would still be heard. */
  let loads = 0
  audio.preload = 'auto'
  voice.outputs.follow(audio, 'speech')
  const burst = shallowRef<LedgerBurst>()
  const { isPlaying, position, duration } = audioState(audio)
  const { isHeld, play } = holdWhileTalking(audio, isPlaying, () => voice.isDucked)
  const rate = ref<ReplayRate>(1)
  const error = shallowRef<ErrorEnvelope>()

  audio.addEventListener('error', () => {
    const failed = burst.value
    if (failed) void whyNotHeard(failed.id).then((why) => burst.value === failed && (error.value = why))
  })

  function load(next: LedgerBurst): void {
    burst.value = next
    error.value = undefined
    position.value = duration.value = 0
    audio.src = `${soundUrl(next.id)}?${++loads}`
    audio.playbackRate = rate.value
  }
  function stop(): void {
    burst.value = undefined
    error.value = undefined
    isHeld.value = false
    audio.pause()
    audio.removeAttribute('src')
    audio.load()
  }
  watch(
    () => session.inside,
    (inside) => inside || stop(),
  )

  return {
    ...{ burst, isPlaying, isHeld, position, duration, rate, error, stop },
    /** Plays it, or holds and goes on with the one that plays. */
    toggle(wanted: LedgerBurst): void {
      if (burst.value?.id !== wanted.id || error.value) load(wanted)
      else if (isPlaying.value) return audio.pause()
      else if (isHeld.value) return void (isHeld.value = false)
      play()
    },
    seek(seconds: number): void {
      audio.currentTime = position.value = seconds
    },
    setRate(next: ReplayRate): void {
      rate.value = audio.playbackRate = next
    },
  }
})
