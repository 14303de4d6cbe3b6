/** A track that is fed by frames (Chromium only; its types are not in the standard library). The writable may be given to a worker. */
export interface TrackGenerator<T extends VideoFrame | AudioData> extends MediaStreamTrack {
  readonly writable: WritableStream<T>
}

declare global {
  interface Window {
    MediaStreamTrackGenerator?: {
      new (init: { kind: 'video' }): TrackGenerator<VideoFrame>
      new (init: { kind: 'audio' }): TrackGenerator<AudioData>
    }
  }
}

/** Throws `DOMException` where the browser has no such tracks. */
export function videoTrack(): TrackGenerator<VideoFrame> {
  return new (generator())({ kind: 'video' })
}

export function audioTrack(): TrackGenerator<AudioData> {
  return new (generator())({ kind: 'audio' })
}

function generator(): NonNullable<Window['MediaStreamTrackGenerator']> {
  const found = window.MediaStreamTrackGenerator
  if (!found) throw new DOMException('this browser cannot make tracks of frames', 'NotSupportedError')
  return found
}
