import { describe, expect, it } from 'vitest'
import { Microphone } from '../../../../renderer/features/voice/microphone.ts'
import { VoiceGate } from '../../../../renderer/features/voice/voice-gate.ts'
import { SmallTrack } from './small-track.ts'

/** A sender that takes as long as it is told, like one whose connection is busy. */
class SlowSender {
  track: MediaStreamTrack | null = null
  readonly waiting: (() => void)[] = []

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve))
    this.track = track
  }

  async settle(): Promise<void> {
    for (let at = 0; at < 10; at += 1) {
      this.waiting.splice(0).forEach((go) => go())
      await Promise.resolve()
    }
  }
}

async function gate() {
  const microphone = new Microphone({
    open: () => Promise.resolve(new SmallTrack('desk').asTrack),
    meter: () => ({ level: () => 0.5, close: () => undefined }),
    now: () => 0,
  })
  const use = await microphone.acquire('talk')
  const sender = new SlowSender()
  return { microphone, use, sender, gate: new VoiceGate(sender, use) }
}

describe('the gate of a voice', () => {
  it('lets nothing out before it is opened, and is silent at once when it closes', async () => {
    const { use, sender, gate: voice } = await gate()
    expect(use.track.enabled).toBe(false)
    const opened = voice.open()
    await sender.settle()
    await opened
    expect([sender.track === use.track, use.track.enabled]).toEqual([true, true])
    void voice.close()
    expect([voice.isOpen, use.track.enabled]).toEqual([false, false])
    await sender.settle()
    expect(sender.track).toBeNull()
  })

  it('opened and closed faster than the sender follows ends as the last of them said', async () => {
    const { use, sender, gate: voice } = await gate()
    void voice.open()
    void voice.close()
    void voice.open()
    void voice.close()
    await sender.settle()
    await sender.settle()
    expect([sender.track, use.track.enabled]).toEqual([null, false])
  })

  it('goes on with another device while it is open', async () => {
    const { microphone, use, sender, gate: voice } = await gate()
    void voice.open()
    await sender.settle()
    const before = use.track
    await microphone.reopen()
    await sender.settle()
    expect(use.track).not.toBe(before)
    expect(sender.track).toBe(use.track)
  })
})
