import { describe, expect, it } from 'vitest'
import {
  CONNECT_TIMEOUT_MS,
  FREEZE_MS,
  PICTURE_TIMEOUT_MS,
  wayOf,
} from '../../../../renderer/features/live/pane-machine.ts'
import { pane, platform } from './pane-story.ts'

function opened(deviceOnline?: boolean) {
  const it = pane()
  const ways = ['webrtc', 'bvrtc'] as const
  it.send(deviceOnline === undefined ? { type: 'open', ways } : { type: 'open', ways, deviceOnline })
  it.took()
  return it
}

const refused = (attempt: number, code: number) => ({ type: 'leaseRefused', attempt, error: platform(code) }) as const

describe('the other way', () => {
  it('is gone at once when one cannot connect, and what happened is known while it plays', () => {
    const it = opened()
    it.send({ type: 'leaseGranted', attempt: 1 })
    it.after(CONNECT_TIMEOUT_MS)
    expect([it.took(), wayOf(it.state)]).toEqual([['stop 1', 'start 2'], 'bvrtc'])
    expect(it.state.phase).toMatchObject({ kind: 'opening', after: { cause: 'no-connection' } })
    it.play()
    expect(it.state).toMatchObject({ fellBack: { from: 'webrtc', failure: { cause: 'no-connection' } }, failures: 0 })
  })

  it.each([
    ['nothing arrives', { type: 'connected', attempt: 1 }, PICTURE_TIMEOUT_MS],
    ['the codec is strange', { type: 'codecMissing', attempt: 1, codec: 'H265', decodable: ['H264'] }, 0],
    ['the window cannot make it', { type: 'localFailed', attempt: 1, reason: 'too many' }, 0],
    ['there is no media server for it', refused(1, 12), 0],
    ['it is not served', refused(1, 8), 0],
  ] as const)('is gone when %s', (_name, fact, ms) => {
    const it = opened()
    it.send({ type: 'leaseGranted', attempt: 1 })
    it.send(fact)
    if (ms > 0) it.after(ms)
    expect([it.took(), wayOf(it.state)]).toEqual([['stop 1', 'start 2'], 'bvrtc'])
  })

  it.each([
    ['the device is off-line', 5],
    ['the device is busy', 7],
    ['nobody may watch it', 16],
    ['the channel is unknown', 2],
    ['nobody is signed in', 9],
  ])('would not help when %s', (_name, code) => {
    const it = opened()
    it.send(refused(1, code))
    expect([it.took(), wayOf(it.state)]).toEqual([['stop 1'], 'webrtc'])
  })

  it('is not gone for a device that the tree calls off-line', () => {
    const it = opened(false)
    it.send({ type: 'leaseGranted', attempt: 1 })
    it.after(CONNECT_TIMEOUT_MS)
    expect([it.kind, it.took()]).toEqual(['offline', ['stop 1']])
  })

  it('that fails too names itself, and the next round begins with the first', () => {
    const it = opened()
    it.send(refused(1, 12))
    it.send({ type: 'leaseGranted', attempt: 2 })
    it.send({ type: 'connectionFailed', attempt: 2 })
    expect(it.state).toMatchObject({ phase: { kind: 'retrying', failure: { cause: 'no-websocket' } }, failures: 1 })
    expect(it.state.fellBack).toBeUndefined()
    it.took()
    it.after(60_000)
    expect([it.took(), wayOf(it.state)]).toEqual([['start 3'], 'webrtc'])
  })
})

it('a codec that is named says more than the refusal of the other way, and waits for somebody', () => {
  const it = opened()
  it.send({ type: 'codecMissing', attempt: 1, codec: 'H265', decodable: ['H264'] })
  it.send(refused(2, 8))
  expect(it.state.phase).toMatchObject({ kind: 'failed', failure: { cause: 'codec', codec: 'H265' } })
})

describe('a picture that stops', () => {
  it('is tried again the way it came, then the other way, and stays frozen meanwhile', () => {
    const it = opened()
    it.play()
    it.after(FREEZE_MS)
    expect([it.took(), wayOf(it.state), it.kind]).toEqual([['stop 1', 'start 2'], 'webrtc', 'frozen'])
    it.send(refused(2, 12))
    expect([it.took(), wayOf(it.state), it.kind]).toEqual([['stop 2', 'start 3'], 'bvrtc', 'frozen'])
  })

  it('keeps the second way that showed it', () => {
    const it = opened()
    it.send(refused(1, 12))
    it.play()
    it.after(FREEZE_MS)
    expect(wayOf(it.state)).toBe('bvrtc')
    it.play()
    expect(it.state.fellBack?.from).toBe('webrtc')
  })
})

it('the first way is tried again when somebody asks', () => {
  const it = opened()
  it.send(refused(1, 12))
  it.play()
  it.send({ type: 'retryNow' })
  expect([wayOf(it.state), it.state.fellBack]).toEqual(['webrtc', undefined])
})

describe('a race', () => {
  function racing() {
    const it = pane()
    it.send({ type: 'open', ways: ['race'] })
    it.took()
    it.send({ type: 'leaseGranted', attempt: 1 })
    return it
  }

  it('goes on as the way that won, with the other to fall back to', () => {
    const it = racing()
    it.send({ type: 'wayChosen', attempt: 1, way: 'bvrtc' })
    it.play()
    expect([it.kind, wayOf(it.state), it.state.fellBack]).toEqual(['playing', 'bvrtc', undefined])
    it.after(FREEZE_MS)
    it.send(refused(2, 12))
    expect([it.took(), wayOf(it.state)]).toEqual([['stop 1', 'start 2', 'stop 2', 'start 3'], 'webrtc'])
  })

  it('tells what the loser failed of', () => {
    const it = racing()
    it.send({ type: 'wayChosen', attempt: 1, way: 'bvrtc', lost: { cause: 'no-connection' } })
    it.play()
    expect(it.state.fellBack).toEqual({ from: 'webrtc', failure: { cause: 'no-connection' } })
  })

  it('that both lost is run again after a while', () => {
    const it = racing()
    it.send({ type: 'allFailed', attempt: 1, failure: { cause: 'no-websocket' } })
    expect(it.state.phase).toMatchObject({ kind: 'retrying', failure: { cause: 'no-websocket' } })
    it.took()
    it.after(60_000)
    expect([it.took(), wayOf(it.state)]).toEqual([['start 2'], 'race'])
  })
})
