import { describe, expect, it } from 'vitest'
import type { MediaPipe } from '../../../../../electron/core/host.ts'
import { FrameOutlet } from '../../../../../electron/core/media/frame-outlet.ts'
import {
  emptyHead,
  MediaFlag,
  MediaKind,
  readHead,
  readReceipt,
  soundWish,
  type MediaHead,
} from '../../../../../shared/media/media-message.ts'

/** An outlet with a page at its other end that reads when it is told to. */
function open() {
  const state = { nowMs: 0, gone: 0 }
  const outlet = new FrameOutlet(
    () => state.gone++,
    () => state.nowMs,
  )
  const got: MediaHead[] = []
  let hear: (message: Uint8Array) => void = () => undefined
  const closers: (() => void)[] = []
  const pipe: MediaPipe = {
    post(message) {
      const head = emptyHead()
      readHead(message.buffer, head)
      got.push(head)
    },
    onMessage: (listener) => (hear = listener),
    onClose: (listener) => void closers.push(listener),
    close: () => closers.forEach((closer) => closer()),
  }
  const frame = (kind: MediaKind, flags = 0, bytes = 1000): void =>
    outlet.frame({ ...emptyHead(), kind, flags }, new Uint8Array(bytes))
  return {
    ...{ outlet, state, got, pipe },
    picture: (flags = 0, bytes?: number) => frame(MediaKind.video, flags, bytes),
    sound: () => frame(MediaKind.audio),
    read: (count: number) => hear(readReceipt(count)),
    want: (sound: boolean) => hear(soundWish(sound)),
    wasClosed: () => closers.forEach((closer) => closer()),
  }
}

describe('a page that does not keep up', () => {
  it('gets whole frames less from then on, up to a key frame that says so', () => {
    const { outlet, state, got, pipe, picture, sound, read, want } = open()
    outlet.attach(pipe)
    want(true)
    picture(MediaFlag.key)
    state.nowMs = 1400
    picture()
    expect(got).toHaveLength(2)
    state.nowMs = 1600
    picture()
    sound()
    picture(MediaFlag.key)
    expect([got.length, outlet.dropped]).toEqual([2, 3])
    read(2)
    picture()
    sound()
    picture(MediaFlag.key)
    picture()
    expect(got.slice(2).map(({ kind, flags }) => [kind, flags])).toEqual([
      [MediaKind.audio, 0],
      [MediaKind.video, MediaFlag.key | MediaFlag.dropped],
      [MediaKind.video, 0],
    ])
  })

  it('costs a bounded memory, and numbers are not piled up for it', () => {
    const { outlet, got, pipe, picture } = open()
    outlet.attach(pipe)
    for (let count = 0; count < 100; count++) picture(MediaFlag.key, 100_000)
    expect(got.length).toBe(21)
    outlet.tell(MediaKind.counters, new Uint8Array(48))
    expect(got.length).toBe(21)
  })

  it('gets one picture of any size when it has read all', () => {
    const { outlet, got, pipe, picture } = open()
    outlet.attach(pipe)
    picture(MediaFlag.key, 5_000_000)
    expect(got).toHaveLength(1)
  })

  it('gains nothing by claiming to have read what it was not sent', () => {
    const { outlet, state, got, pipe, picture, read } = open()
    outlet.attach(pipe)
    picture(MediaFlag.key)
    read(50)
    state.nowMs = 2000
    picture()
    expect(got).toHaveLength(1)
  })
})

it('a page gets sound as long as it wants some, and none that nobody hears', () => {
  const { outlet, got, pipe, picture, sound, want } = open()
  sound()
  outlet.attach(pipe)
  sound()
  picture(MediaFlag.key)
  want(true)
  sound()
  want(false)
  sound()
  expect(got.map(({ kind }) => kind)).toEqual([MediaKind.video, MediaKind.audio])
  // It was not left out because the page was slow.
  expect(outlet.dropped).toBe(0)
})

describe('before the page comes', () => {
  it('the first frames wait for it', () => {
    const { outlet, got, pipe, picture } = open()
    picture(MediaFlag.key)
    picture()
    outlet.attach(pipe)
    expect(got.map(({ kind }) => kind)).toEqual([MediaKind.video, MediaKind.video])
  })

  it('what got old is forgotten: it begins with the next key frame', () => {
    const { outlet, state, got, pipe, picture } = open()
    picture(MediaFlag.key)
    state.nowMs = 2000
    picture()
    picture(MediaFlag.key)
    outlet.attach(pipe)
    expect(got.map(({ flags }) => flags)).toEqual([MediaFlag.key | MediaFlag.dropped])
  })

  it('a stream that ended says so when it comes, and is over', () => {
    const { outlet, state, got, pipe } = open()
    outlet.end('away')
    outlet.attach(pipe)
    expect([got.map(({ kind }) => kind), state.gone]).toEqual([[MediaKind.ended], 1])
  })
})

it('a page that goes is told once, and not when the end came from here', () => {
  const first = open()
  first.outlet.attach(first.pipe)
  first.wasClosed()
  expect(first.state.gone).toBe(1)
  const second = open()
  second.outlet.attach(second.pipe)
  second.outlet.end('closed')
  expect(second.state.gone).toBe(0)
})
