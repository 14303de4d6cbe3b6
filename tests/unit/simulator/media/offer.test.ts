import { describe, expect, it } from 'vitest'
import { chooseAudio, chooseVideo, readOffer } from '../../../simulator/media/offer.ts'

const OFFER = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 8',
  'a=mid:0',
  'a=recvonly',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:8 PCMA/8000',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 102 106 108',
  'a=mid:1',
  'a=recvonly',
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:102 H264/90000',
  'a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f',
  'a=rtpmap:106 H264/90000',
  'a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f',
  'a=rtpmap:108 H264/90000',
  'a=fmtp:108 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  '',
].join('\r\n')

describe('readOffer', () => {
  it('reads sections, directions and codecs', () => {
    const sections = readOffer(OFFER)
    expect(sections.map(({ kind, mid, direction }) => [kind, mid, direction])).toEqual([
      ['audio', '0', 'recvonly'],
      ['video', '1', 'recvonly'],
    ])
    expect(sections[0]?.codecs[0]).toEqual({ payloadType: 111, map: 'opus/48000/2', parameters: '' })
  })

  it('takes nothing from other text', () => {
    expect(readOffer('hello\nm=video 9 X 1')).toEqual([])
  })

  it('prefers constrained baseline in packetisation mode 1, and A-law', () => {
    const [audio, video] = readOffer(OFFER)
    expect(video && chooseVideo(video)?.payloadType).toBe(108)
    expect(audio && chooseAudio(audio)?.payloadType).toBe(8)
    const [, plain] = readOffer(OFFER.replace(/42e01f/g, '64001f'))
    expect(plain && chooseVideo(plain)?.payloadType).toBe(102)
    const [, none] = readOffer(OFFER.replace(/H264/g, 'H265'))
    expect(none && chooseVideo(none)).toBeUndefined()
  })
})
