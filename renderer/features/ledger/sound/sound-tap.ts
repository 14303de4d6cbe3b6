import tapUrl from './tap-worklet.ts?worker&url'

/** One channel, by the context's rate. */
export type Samples = Float32Array<ArrayBuffer>

const loaded = new WeakMap<BaseAudioContext, Promise<void>>()

/** Hands over what passes at `from` in pieces of 20 ms; ends with the off-function. */
export function tapSound(from: AudioNode, onPiece: (samples: Samples) => void): () => void {
  const { context } = from
  let node: AudioWorkletNode | undefined
  let isOver = false
  const load = loaded.get(context) ?? context.audioWorklet.addModule(tapUrl)
  loaded.set(context, load)
  load.then(
    () => {
      if (isOver || context.state === 'closed') return
      node = new AudioWorkletNode(context, 'sound-pieces', {
        ...{ numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' },
      })
      node.port.onmessage = ({ data }: MessageEvent<Samples>) => onPiece(data)
      from.connect(node)
    },
    // Nothing is handed over: the speech has no sound then.
    () => loaded.delete(context),
  )
  return () => {
    isOver = true
    if (!node) return
    node.port.onmessage = null
    from.disconnect(node)
    node.port.close()
  }
}
