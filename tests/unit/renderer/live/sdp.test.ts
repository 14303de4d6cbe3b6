import { describe, expect, it } from 'vitest'
import { codecNames, foreignCodec } from '../../../../renderer/features/live/sdp.ts'

const OFFER = [
  'v=0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 8',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:8 PCMA/8000',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97 103',
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:97 rtx/90000',
  'a=rtpmap:103 H264/90000',
].join('\r\n')

describe('foreignCodec', () => {
  it('finds nothing when the answer chooses among the offer', () => {
    const answer = 'm=audio 9 X 8\r\na=rtpmap:8 PCMA/8000\r\nm=video 9 X 103\r\na=rtpmap:103 H264/90000\r\n'
    expect(foreignCodec(OFFER, answer)).toBeUndefined()
  })

  it('names a codec that was not offered, also in an answer whose lines end with LF only', () => {
    expect(foreignCodec(OFFER, 'm=video 9 X 104\na=rtpmap:104 H265/90000\n')).toBe('H265')
  })

  it('does not take an audio name for a video one', () => {
    expect(foreignCodec(OFFER, 'm=video 9 X 8\r\na=rtpmap:8 PCMA/8000\r\n')).toBe('PCMA')
  })

  it('goes by the name, not by the number or the case', () => {
    expect(foreignCodec(OFFER, 'm=video 9 X 99\r\na=rtpmap:99 h264/90000\r\n')).toBeUndefined()
  })
})

describe('codecNames', () => {
  it('lists each codec once, without the helpers', () => {
    expect(codecNames(`${OFFER}\r\na=rtpmap:104 H264/90000`, 'video')).toEqual(['VP8', 'H264'])
    expect(codecNames(OFFER, 'audio')).toEqual(['opus', 'PCMA'])
  })
})
