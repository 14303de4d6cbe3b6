import type { MicrophoneUse } from '../../voice/microphone.ts'
import type { Gate } from './link.ts'
import workletUrl from './voice-worklet.ts?worker&url'

const RATE = 8000

/** Lets the voice out as A-law in pieces of 20 ms, or nothing at all. It listens ahead of the press, so that no word is lost. */
export function voicePieces(use: MicrophoneUse, send: (piece: Uint8Array<ArrayBuffer>) => void): Gate {
  const context = new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' })
  let isOpen = false
  let source: MediaStreamAudioSourceNode | undefined
  let collector: AudioWorkletNode | undefined

  function listen(): void {
    source?.disconnect()
    source = undefined
    if (!collector) return
    source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([use.track]) })
    source.connect(collector)
  }
  const ready = context.audioWorklet.addModule(workletUrl).then(() => {
    if (context.state === 'closed') return
    collector = new AudioWorkletNode(context, 'voice-pieces', { numberOfOutputs: 0 })
    collector.port.onmessage = ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => isOpen && send(data)
    listen()
  })
  ready.catch(() => undefined)
  const off = use.onTrack(listen)
  return {
    async open() {
      isOpen = true
      await Promise.all([ready, context.resume()])
    },
    close() {
      isOpen = false
      return Promise.resolve()
    },
    dispose() {
      isOpen = false
      off()
      source?.disconnect()
      void context.close().catch(() => undefined)
    },
  }
}
