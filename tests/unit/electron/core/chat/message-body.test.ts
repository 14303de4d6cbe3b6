import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimText } from '../../../../../electron/core/alarms/claim-text.ts'
import {
  bodyOf,
  isSpeech,
  outgoing,
  saysTheSame,
  storedContent,
} from '../../../../../electron/core/chat/message-body.ts'
import type { MessageBody } from '../../../../../shared/contract/chat.ts'

const bodies = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.string({ unit: 'grapheme' }) }),
  fc.record({
    kind: fc.constant('file' as const),
    media: fc.constantFrom('picture' as const, 'video' as const, 'audio' as const, 'file' as const),
    fileId: fc.string({ minLength: 1 }),
    name: fc.string({ unit: 'grapheme', minLength: 1 }),
    bytes: fc.nat(),
    durationMs: fc.nat(),
  }),
)

describe('what is said', () => {
  it('comes back over the wire as it was, with its key', () => {
    fc.assert(
      fc.property(bodies, fc.uuid(), (body, key) => {
        const { msgType, msgContent } = outgoing(body, key)
        const stored = storedContent(msgType, msgContent)
        expect(bodyOf(stored)).toEqual(body)
        expect(stored.key).toBe(key)
        expect(saysTheSame(stored, body)).toBe(true)
      }),
    )
  })

  it('keeps places within the platform’s units', () => {
    const place: MessageBody = {
      kind: 'place',
      latitude: 31.54512,
      longitude: 117.54545,
      heightM: 65.21,
      headingDeg: 2.154,
      speedKmh: 0.212,
    }
    const { msgType, msgContent } = outgoing(place, 'k')
    expect(JSON.parse(msgContent)).toEqual({
      lat: 31.54512,
      lng: 117.54545,
      height: 6521,
      angle: 2154,
      speed: 212,
      wp: 'k',
    })
    expect(bodyOf(storedContent(msgType, msgContent))).toEqual(place)
  })

  it('never throws on what others send, and keeps all of it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('text', 'gps', 'picture', 'notify', 'hologram', ''),
        fc.oneof(fc.string(), fc.json()),
        (type, raw) => {
          const body = bodyOf(storedContent(type, raw))
          if (body.kind === 'other') expect(body).toEqual({ kind: 'other', type, raw })
        },
      ),
    )
  })

  it('shows places that are none, and files without a name, as what they are', () => {
    expect(bodyOf(storedContent('gps', '{"lat":131,"lng":1}')).kind).toBe('other')
    expect(bodyOf(storedContent('file', '{"fileID":"a"}')).kind).toBe('other')
    expect(bodyOf(storedContent('text', '{"textMsg":"a","style":"bold"}'))).toEqual({ kind: 'text', text: 'a' })
  })
})

describe('a claim', () => {
  const custom = (text: string): MessageBody => bodyOf(storedContent('custom', JSON.stringify({ textMsg: text })))

  it('says of what it is and keeps its text', () => {
    const alarm = claimText({ key: 'a1', claimed: true })
    expect(custom(alarm)).toEqual({
      kind: 'custom',
      text: alarm,
      claim: { about: 'alarm', key: 'a1', claimed: true },
    })
    expect(custom(claimText({ key: 'ptz 2 PU_1 x', claimed: false }))).toMatchObject({
      claim: { about: 'camera', puid: 'PU_1 x', index: 2, claimed: false },
    })
    expect(isSpeech(custom(alarm))).toBe(false)
  })

  it.each([
    '',
    'null',
    'hello "watchpost"',
    '["watchpost"]',
    '"\\"watchpost\\""',
    '{"watchpost":"claim"}',
    '{"watchpost":"claim","key":"","claimed":true}',
    '{"watchpost":"claim","key":7,"claimed":true}',
    '{"watchpost":"claim","key":"a","claimed":1}',
    '{"watchpost":"other","key":"a","claimed":true}',
    claimText({ key: 'k'.repeat(201), claimed: true }),
  ])('is none where it does not fit: %s', (text) => {
    expect(custom(text)).toEqual({ kind: 'custom', text })
    expect(isSpeech(custom(text))).toBe(true)
  })
})
