import { describe, expect, it } from 'vitest'
import { mediaUrls, readAnswer } from '../../../../shared/media/answer.ts'
import { buildOffer } from '../../../../shared/media/offer.ts'

describe('the offer', () => {
  it('is the text that the platform knows, line for line', () => {
    const { text, sections } = buildOffer({ video: true, listen: true })
    expect(text).toBe(
      [
        'v=0',
        'o=- 7616956267562890888 1627029237 IN IP4 0.0.0.0',
        's=-',
        't=0 0',
        'm=video 0 WSBV/RTP/AVP 102',
        'c=IN IP4 0.0.0.0',
        'a=setup:active',
        'a=mid:2',
        'a=rtcp-mux',
        'a=rtcp-rsize',
        'a=rtpmap:102 H264/90000',
        'a=recvonly',
        'a=msid:smarteye bvrtcvideo2',
        'a=ssrc:1 cname:besovideo',
        'a=bvssrc:0',
        'm=audio 0 WSBV/RTP/AVP 8',
        'c=IN IP4 0.0.0.0',
        'a=setup:active',
        'a=mid:8',
        'a=rtcp-mux',
        'a=rtcp-rsize',
        'a=rtpmap:8 PCMA/8000',
        'a=recvonly',
        'a=msid:smarteye bvrtcaudio8',
        'a=ssrc:65538 cname:besovideo',
        'a=bvssrc:0',
        '',
      ].join('\n'),
    )
    expect(sections.map(({ ssrc }) => ssrc)).toEqual([1, 65_538])
  })

  it('names a file before its times, and talks in a section of its own', () => {
    expect(buildOffer({ video: true, fileId: 'F-1' }).text).toContain('s=-\nu=F-1\nt=0 0\n')
    const talk = buildOffer({ talk: true, listen: true })
    expect(talk.text.match(/^a=(mid|sendonly|recvonly).*/gm)).toEqual([
      'a=mid:4',
      'a=sendonly',
      'a=mid:8',
      'a=recvonly',
    ])
    expect(talk.sections).toEqual([
      { kind: 'audio', direction: 'sendonly', ssrc: 1 },
      { kind: 'audio', direction: 'recvonly', ssrc: 65_538 },
    ])
  })
})

const SHORTEST = [
  'a=msid-semantic: WMS 960d7a3998169b9c',
  'm=video 9780 WSBV/RTP/AVP 102',
  'c=IN IP4 10.1.2.3',
  'a=rtpmap:102 H264/90000',
  'a=sendonly',
  'a=ssrc:1001',
]

describe('the answer', () => {
  it.each(['\n', '\r\n'])('is read in its shortest form, with lines that end in %j', (end) => {
    expect(readAnswer(SHORTEST.join(end))).toMatchObject({
      session: '960d7a3998169b9c',
      address: { host: '10.1.2.3', port: 9780 },
      sections: [{ kind: 'video', direction: 'recvonly', ssrc: 1001, codec: 'H264', clock: 90_000 }],
    })
  })

  it.each([
    ['PCMA/8000', { codec: 'PCMA', clock: 8000, channels: 1, kilobitsPerSecond: undefined }],
    ['AAC/16000/2', { codec: 'AAC', clock: 16_000, channels: 2 }],
    ['G726/8000/32', { codec: 'G726', clock: 8000, channels: 1, kilobitsPerSecond: 32 }],
    ['G726-40/8000', { codec: 'G726-40', kilobitsPerSecond: 40 }],
  ])('tells the codec of %s', (map, expected) => {
    const text = `m=audio 1 WSBV/RTP/AVP 8\na=rtpmap:8 ${map}\na=recvonly\na=ssrc:7`
    expect(readAnswer(text)?.sections[0]).toMatchObject({ ...expected, direction: 'sendonly' })
  })

  it('takes parameters, and the candidate before the line of the connection', () => {
    const text = [
      ...SHORTEST,
      'a=fmtp:102 sprop-parameter-sets=Z0I=,aM4=; x=1',
      'a=candidate:1 1 TCP 1 10.9.9.9 81 typ host',
    ]
    const answer = readAnswer(text.join('\n'))
    expect(answer?.address).toEqual({ host: '10.9.9.9', port: 81 })
    expect(answer?.sections[0]?.parameters.get('sprop-parameter-sets')).toBe('Z0I=,aM4=')
    const named = [...SHORTEST, 'a=candidate:1 1 TCP 1 media.invalid 81 typ host'].join('\n')
    expect(readAnswer(named)?.address).toEqual({ host: '10.1.2.3', port: 9780 })
  })

  it.each([
    '',
    'nonsense',
    'm=video 1 X 1',
    SHORTEST.slice(0, -1).join('\n'),
    SHORTEST.join('\n').replace('1001', '0'),
  ])('is none where nothing can be used: %j', (text) => expect(readAnswer(text)).toBeUndefined())

  it('leads to the address of the platform first, then to that of the media server', () => {
    const answer = readAnswer(SHORTEST.join('\n'))
    if (!answer) throw new Error('no answer')
    const path = '/bvvtdu/960d7a3998169b9c/ws-bvrtc'
    expect(mediaUrls(answer, 'https://platform.invalid:9443')).toEqual([
      `wss://platform.invalid:9443${path}`,
      `ws://10.1.2.3:9780${path}`,
    ])
    expect(mediaUrls(answer, 'http://10.1.2.3:9780/')).toEqual([`ws://10.1.2.3:9780${path}`])
  })
})
