import { describe, expect, it } from 'vitest'
import { findDevice, readDevices } from '../../../../renderer/features/voice/audio-devices.ts'
import { parseVoiceSettings, USUAL_VOICE } from '../../../../renderer/features/voice/voice-settings.ts'

const device = (kind: MediaDeviceKind, deviceId: string, label: string) => ({ kind, deviceId, label })

describe('devices', () => {
  it('are those of the machine, without the entries that stand for the system’s choice', () => {
    const devices = readDevices([
      device('audioinput', 'default', 'Default - Headset'),
      device('audioinput', 'a1', 'Headset'),
      device('audiooutput', 'b1', 'Loudspeaker'),
      device('videoinput', 'c1', 'Camera'),
    ])
    expect(devices).toEqual({
      microphones: [{ id: 'a1', label: 'Headset' }],
      outputs: [{ id: 'b1', label: 'Loudspeaker' }],
      areNamed: true,
    })
    expect(readDevices([device('audioinput', '', ''), device('audiooutput', '', '')]).areNamed).toBe(false)
  })

  it('are found by name when the browser gives them another id, and are missed only when names are known', () => {
    const there = [{ id: 'new', label: 'Headset' }]
    const wanted = { id: 'old', label: 'Headset' }
    expect(findDevice(wanted, there, true)).toEqual({ id: 'new', isGone: false })
    expect(findDevice(wanted, [], true)).toEqual({ id: '', isGone: true })
    expect(findDevice(wanted, [], false)).toEqual({ id: 'old', isGone: false })
    expect(findDevice(undefined, there, true)).toEqual({ id: '', isGone: false })
  })
})

describe('kept choices', () => {
  it('come back as they were', () => {
    const kept = { ...USUAL_VOICE, microphone: { id: 'a1', label: 'Headset' }, autoGainControl: false }
    expect(parseVoiceSettings(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  })

  it.each([null, 'x', { microphone: 'a1', echoCancellation: 'no' }, { speaker: { id: 7 } }])(
    'that make no sense are as usual: %j',
    (kept) => expect(parseVoiceSettings(kept)).toEqual(USUAL_VOICE),
  )
})
