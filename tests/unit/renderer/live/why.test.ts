import { describe, expect, it } from 'vitest'
import type { Failure, PlainCause } from '../../../../renderer/features/live/failure.ts'
import { saidBy, why } from '../../../../renderer/features/live/why.ts'
import { en } from '../../../../renderer/locales/en/index.ts'
import { zhCN } from '../../../../renderer/locales/zh-CN/index.ts'
import { MediaCode } from '../../../../shared/platform/media-stream.ts'
import { AppError, ERROR_CODES } from '../../../../shared/errors.ts'

const PLAIN: PlainCause[] = [
  'no-answer',
  'no-video',
  'no-connection',
  'connection-lost',
  'no-packets',
  'no-frames',
  'stalled',
  'stalled-decoder',
  'ended',
]
const platform = (platformCode: number): Failure => ({
  cause: 'refused',
  error: new AppError('platform', { platformCode }).toEnvelope(),
})
const FAILURES: Failure[] = [
  ...PLAIN.map((cause) => ({ cause })),
  { cause: 'codec', codec: 'H265', decodable: ['H264', 'VP8'] },
  { cause: 'local', reason: 'limit' },
  ...Array.from({ length: 20 }, (_, code) => platform(code + 1)),
  ...ERROR_CODES.map((code): Failure => ({ cause: 'refused', error: new AppError(code).toEnvelope() })),
]

describe('why', () => {
  it.each([
    [platform(16), 'account'],
    [platform(9), 'account'],
    [platform(5), 'device'],
    [platform(7), 'device'],
    [platform(2), 'channel'],
    [platform(12), 'media-server'],
    [platform(11), 'platform'],
    [{ cause: 'refused', error: new AppError('unreachable').toEnvelope() }, 'network'],
    [{ cause: 'refused', error: new AppError('disconnected').toEnvelope() }, 'program'],
    [{ cause: 'no-connection' }, 'network'],
    [{ cause: 'no-packets' }, 'device'],
    [{ cause: 'no-frames' }, 'decoder'],
    [{ cause: 'codec', codec: 'H265', decodable: [] }, 'decoder'],
  ] as const satisfies [Failure, string][])('%j breaks at the %s', (failure, link) => {
    expect(why(failure).link).toBe(link)
  })

  it('has words for every failure in both languages', () => {
    for (const failure of FAILURES) {
      const reason = why(failure)
      for (const { live, errors } of [en, zhCN]) {
        expect(live.links[reason.link]).not.toBe('')
        if ('error' in reason) expect(errors[reason.error.code]).not.toBe('')
        else {
          expect(live.why[reason.key].broken).not.toBe('')
          expect(live.why[reason.key].advice).not.toBe('')
        }
      }
    }
  })

  it('names the codec and what this machine can decode instead', () => {
    expect(why({ cause: 'codec', codec: 'H265', decodable: ['H264', 'VP8'] })).toMatchObject({
      values: { codec: 'H265', decodable: 'H264, VP8' },
    })
  })
})

describe('what the platform said', () => {
  const refused = (details: { platformCode: number; platformMessage?: string }): Failure => ({
    cause: 'refused',
    error: new AppError('platform', details).toEnvelope(),
  })

  it('stands first, in its own words and with its code', () => {
    expect(saidBy(refused({ platformCode: 7, platformMessage: '设备忙' }))).toEqual({
      key: 'message',
      values: { message: '设备忙', code: 7 },
    })
    expect(saidBy(refused({ platformCode: 3, platformMessage: 'no' }))).toMatchObject({ key: 'message' })
  })

  it('is never hidden, and not more certain than it is where two tables disagree', () => {
    expect(saidBy(refused({ platformCode: 12 }))).toEqual({ key: 'code', values: { code: 12 } })
    for (const [name, code] of Object.entries(MediaCode).slice(1))
      expect(saidBy(refused({ platformCode: code }))).toEqual({ key: 'doubtful', values: { code }, other: name })
  })

  it('is nothing where it was not the platform that refused', () => {
    expect(saidBy({ cause: 'stalled' })).toBeUndefined()
    expect(saidBy({ cause: 'refused', error: new AppError('timeout').toEnvelope() })).toBeUndefined()
  })

  it('has words for every code in both languages', () => {
    for (const { live } of [en, zhCN]) expect(Object.keys(live.mediaCodes)).toEqual(Object.keys(MediaCode).slice(1))
  })
})
