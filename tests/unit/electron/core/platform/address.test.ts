import { expect, it } from 'vitest'
import { hostAndPort, normaliseAddress } from '../../../../../electron/core/platform/address.ts'

it.each([
  ['video.example', 'https://video.example'],
  ['  https://Video.Example/  ', 'https://video.example'],
  ['http://10.1.2.3:9701', 'http://10.1.2.3:9701'],
  ['video.example:8443/proxy/', 'https://video.example:8443/proxy'],
  ['https://[fe80::1]:8443', 'https://[fe80::1]:8443'],
])('%s becomes %s', (typed, normal) => {
  expect(normaliseAddress(typed)).toBe(normal)
})

it.each(['', '   ', 'ftp://host', 'javascript://alert', 'https://user:secret@host', 'https://host/?a=b', 'https://'])(
  'refuses %j',
  (typed) => {
    expect(() => normaliseAddress(typed)).toThrow(expect.objectContaining({ code: 'bad-address' }))
  },
)

it('names host and port, the default one included', () => {
  expect(hostAndPort('https://video.example')).toBe('video.example:443')
  expect(hostAndPort('http://video.example')).toBe('video.example:80')
  expect(hostAndPort('http://10.1.2.3:9701/proxy')).toBe('10.1.2.3:9701')
})
