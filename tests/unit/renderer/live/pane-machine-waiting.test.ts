import { describe, expect, it } from 'vitest'
import { FREEZE_MS, PROBE_MS } from '../../../../renderer/features/live/pane-machine.ts'
import { AppError } from '../../../../shared/errors.ts'
import { opened, platform } from './pane-story.ts'

describe('waiting for the device', () => {
  it('opens at once when the device comes online', () => {
    const it = opened(false)
    it.send({ type: 'leaseRefused', attempt: 1, error: platform(5) })
    expect(it.state.phase).toMatchObject({ kind: 'offline', at: it.now + PROBE_MS })
    it.took()
    it.send({ type: 'deviceOnline' })
    expect([it.kind, it.took()]).toEqual(['opening', ['start 2']])
  })

  it('asks again soon while the tree says online and the platform off-line', () => {
    const it = opened(true)
    it.send({ type: 'leaseRefused', attempt: 1, error: platform(5) })
    expect(it.state.phase).toMatchObject({ kind: 'offline', at: it.now + 500 })
  })

  it('trusts the picture, not the notice, and waits once the picture stops', () => {
    const it = opened(true)
    it.play()
    it.took()
    it.send({ type: 'deviceOffline' })
    expect(it.kind).toBe('playing')
    it.after(FREEZE_MS)
    expect([it.kind, it.took()]).toEqual(['offline', ['stop 1']])
  })

  it('believes a refusal of the platform more than the tree', () => {
    const it = opened(false)
    it.send({ type: 'leaseRefused', attempt: 1, error: platform(7) })
    expect(it.kind).toBe('retrying')
  })

  it('stops counting down when the device goes off-line meanwhile', () => {
    const it = opened(true)
    it.send({ type: 'leaseRefused', attempt: 1, error: platform(7) })
    it.send({ type: 'deviceOffline' })
    expect(it.kind).toBe('offline')
  })

  it('looks again without a notice', () => {
    const it = opened(false)
    it.send({ type: 'leaseRefused', attempt: 1, error: platform(5) })
    it.after(PROBE_MS)
    expect(it.state.attempt).toBe(2)
  })

  it('also wakes a pane that had given up', () => {
    const it = opened(false)
    it.send({ type: 'leaseRefused', attempt: 1, error: platform(16) })
    it.send({ type: 'deviceOnline' })
    expect(it.kind).toBe('opening')
  })
})

describe('a platform that can be reached again', () => {
  it('cuts a long wait short and never makes one longer', () => {
    const it = opened()
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      it.send({ type: 'leaseRefused', attempt, error: new AppError('refused').toEnvelope() })
      if (attempt < 6) it.after(30_000)
    }
    expect(it.state.phase).toMatchObject({ kind: 'retrying', at: it.now + 15_000 })
    it.send({ type: 'platformReachable' })
    expect(it.state.phase).toMatchObject({ kind: 'retrying', at: it.now + 500 })
    const before = it.now
    it.after(400)
    it.send({ type: 'platformReachable' })
    expect(it.state.phase).toMatchObject({ at: before + 500 })
  })
})

describe('waiting for a session', () => {
  it('opens again when somebody signs in', () => {
    const it = opened()
    it.play()
    it.send({ type: 'leaseEnded', attempt: 1, error: new AppError('not-signed-in').toEnvelope() })
    expect([it.kind, it.state.pictureAt]).toEqual(['signed-out', it.now])
    it.send({ type: 'deviceOnline' })
    expect(it.kind).toBe('signed-out')
    it.send({ type: 'signedIn' })
    expect(it.kind).toBe('opening')
  })
})
