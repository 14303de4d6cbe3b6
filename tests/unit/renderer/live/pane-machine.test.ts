import { describe, expect, it } from 'vitest'
import {
  CONNECT_TIMEOUT_MS,
  FREEZE_MS,
  LEASE_TIMEOUT_MS,
  PICTURE_TIMEOUT_MS,
  STEADY_MS,
} from '../../../../renderer/features/live/pane-machine.ts'
import { AppError } from '../../../../shared/errors.ts'
import { opened, pane, platform } from './pane-story.ts'

describe('opening', () => {
  it('goes from the offer over the answer and the connection to the first picture', () => {
    const it = pane()
    it.send({ type: 'open' })
    expect([it.kind, it.took()]).toEqual(['opening', ['start 1']])
    it.send({ type: 'leaseGranted', attempt: 1 })
    expect(it.state.phase).toMatchObject({ kind: 'waiting', connected: false, deadline: it.now + CONNECT_TIMEOUT_MS })
    it.send({ type: 'connected', attempt: 1 })
    expect(it.state.phase).toMatchObject({ kind: 'waiting', connected: true, deadline: it.now + PICTURE_TIMEOUT_MS })
    it.send({ type: 'frame', attempt: 1 })
    expect([it.kind, it.state.pictureAt, it.took()]).toEqual(['playing', it.now, []])
  })

  it('plays when the picture is faster than the news of the connection', () => {
    const it = opened()
    it.send({ type: 'frame', attempt: 1 })
    it.send({ type: 'leaseGranted', attempt: 1 })
    it.send({ type: 'connected', attempt: 1 })
    expect(it.kind).toBe('playing')
  })

  it('ends the running attempt before another channel is opened, and forgets its picture', () => {
    const it = opened()
    it.play()
    it.send({ type: 'open' })
    expect(it.took()).toEqual(['stop 1', 'start 2'])
    expect(it.state.pictureAt).toBeUndefined()
  })

  it('is idle after closing, whatever an older attempt still reports', () => {
    const it = opened()
    it.send({ type: 'close' })
    expect(it.took()).toEqual(['stop 1'])
    it.send({ type: 'frame', attempt: 1 })
    it.send({ type: 'retryNow' })
    it.after(60_000)
    expect([it.kind, it.took()]).toEqual(['idle', []])
  })
})

describe('time-outs name the link that is broken', () => {
  it.each([
    ['no-answer', LEASE_TIMEOUT_MS, []],
    ['no-connection', CONNECT_TIMEOUT_MS, ['leaseGranted']],
    ['no-packets', PICTURE_TIMEOUT_MS, ['leaseGranted', 'connected']],
    ['no-frames', PICTURE_TIMEOUT_MS, ['leaseGranted', 'connected', 'packets']],
  ] as const)('%s', (cause, timeoutMs, facts) => {
    const it = opened()
    for (const type of facts) it.send({ type, attempt: 1 })
    it.after(timeoutMs - 1)
    expect(it.took()).toEqual([])
    it.after(1)
    expect(it.state.phase).toMatchObject({ kind: 'retrying', at: it.now + 500, failure: { cause } })
    expect(it.took()).toEqual(['stop 1'])
  })
})

describe('what is refused', () => {
  it.each([
    ['retrying', platform(1)],
    ['retrying', platform(6)],
    ['retrying', platform(7)],
    ['retrying', platform(10)],
    ['retrying', platform(11)],
    ['retrying', platform(12)],
    ['retrying', platform(18)],
    ['retrying', platform(99)],
    ['retrying', new AppError('timeout').toEnvelope()],
    ['retrying', new AppError('internal').toEnvelope()],
    ['offline', platform(5)],
    ['signed-out', platform(9)],
    ['signed-out', platform(14)],
    ['signed-out', platform(17)],
    ['signed-out', new AppError('not-signed-in').toEnvelope()],
    ['failed', platform(2)],
    ['failed', platform(8)],
    ['failed', platform(16)],
    ['failed', new AppError('disconnected').toEnvelope()],
  ] as const)('%s after %j', (kind, error) => {
    const it = opened()
    it.send({ type: 'leaseRefused', attempt: 1, error })
    expect([it.kind, it.took()]).toEqual([kind, ['stop 1']])
  })

  it('fails for a codec this machine does not have, and for a channel without video', () => {
    const it = opened()
    it.send({ type: 'codecMissing', attempt: 1, codec: 'H265', decodable: ['H264'] })
    expect(it.state.phase).toEqual({
      kind: 'failed',
      failure: { cause: 'codec', codec: 'H265', decodable: ['H264'] },
    })
    it.send({ type: 'retryNow' })
    it.send({ type: 'noVideo', attempt: 2 })
    expect([it.kind, it.took()]).toEqual(['failed', ['stop 1', 'start 2', 'stop 2']])
  })

  it('tries again with a growing, capped delay for ever', () => {
    const it = opened()
    const delays: number[] = []
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      it.send({ type: 'leaseRefused', attempt, error: platform(7) })
      const phase = it.state.phase
      if (phase.kind !== 'retrying') throw new Error(phase.kind)
      delays.push(phase.at - it.now)
      it.after(phase.at - it.now)
      expect(it.state.attempt).toBe(attempt + 1)
    }
    expect(delays.slice(0, 6)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000])
    expect(Math.max(...delays)).toBe(15_000)
  })
})

describe('a picture that stops', () => {
  it('is noticed after the freeze time and mended at once, keeping the age of the old picture', () => {
    const it = opened()
    it.play()
    it.took()
    const shownAt = it.now
    it.after(FREEZE_MS - 1)
    expect(it.kind).toBe('playing')
    it.after(1)
    expect([it.kind, it.took()]).toEqual(['frozen', ['stop 1', 'start 2']])
    it.send({ type: 'leaseGranted', attempt: 2 })
    it.send({ type: 'connected', attempt: 2 })
    expect([it.kind, it.state.pictureAt]).toEqual(['frozen', shownAt])
    it.send({ type: 'frame', attempt: 2 })
    expect(it.kind).toBe('playing')
  })

  it('keeps the age of the old picture while the mending fails', () => {
    const it = opened()
    it.play()
    const shownAt = it.now
    it.after(FREEZE_MS)
    it.send({ type: 'leaseRefused', attempt: 2, error: platform(7) })
    expect([it.kind, it.state.pictureAt]).toEqual(['retrying', shownAt])
  })

  it('waits before the next mending when the last one did not hold, until a picture was steady', () => {
    const it = opened()
    it.play()
    it.after(FREEZE_MS)
    it.play()
    it.after(FREEZE_MS)
    expect(it.kind).toBe('retrying')
    it.after(30_000)
    it.play()
    for (let elapsedMs = 0; elapsedMs < STEADY_MS; elapsedMs += 500) {
      it.send({ type: 'frame', attempt: it.state.attempt })
      it.after(500)
    }
    it.after(FREEZE_MS)
    expect(it.kind).toBe('frozen')
  })

  it.each([
    ['stalled', false],
    ['stalled-decoder', true],
  ] as const)('says %s when packets still arrive: %s', (cause, packets) => {
    const it = opened()
    it.play()
    it.after(FREEZE_MS - 100)
    if (packets) it.send({ type: 'packets', attempt: 1 })
    it.after(100)
    expect(it.state.phase).toMatchObject({ after: { cause }, frozen: true })
  })

  it('is mended at once when the connection breaks or the lease ends', () => {
    for (const type of ['connectionFailed', 'leaseEnded'] as const) {
      const it = opened()
      it.play()
      it.send({ type, attempt: 1 })
      expect([it.kind, it.state.attempt]).toEqual(['frozen', 2])
    }
  })
})
