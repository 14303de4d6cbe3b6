import { expect, it } from 'vitest'
import { nextToRun } from '../../../../../electron/core/downloads/queue.ts'
import { endingOf } from '../../../../../electron/core/downloads/why-ended.ts'
import { AppError, type ErrorCode, type ErrorDetails } from '../../../../../shared/errors.ts'

type Row = Parameters<typeof nextToRun>[0] extends Iterable<infer R> ? R : never

const row = (id: number, given: Partial<Row> & { puid?: string } = {}): Row => ({
  id,
  state: given.state ?? 'queued',
  priority: given.priority ?? 'normal',
  source: given.puid ? { kind: 'device', puid: given.puid, fileId: 'a' } : { kind: 'platform', fileId: String(id) },
})

const next = (...rows: Row[]): number[] => nextToRun(rows).map(({ id }) => id)

it('three at once, the oldest first', () => {
  expect(next(row(4), row(1), row(3), row(2))).toEqual([1, 2, 3])
  expect(next(row(1, { state: 'running' }), row(2, { state: 'running' }), row(3), row(4))).toEqual([3])
  const others = (['waiting', 'paused', 'failed', 'done'] as const).map((state, at) => row(at, { state }))
  expect(next(...others)).toEqual([])
})

it('urgent ones first, the others after', () => {
  expect(next(row(1, { priority: 'low' }), row(2), row(3, { priority: 'high' }), row(4))).toEqual([3, 2, 4])
})

it('one of a device, whose others let those behind pass', () => {
  expect(next(row(1, { puid: 'a' }), row(2, { puid: 'a' }), row(3, { puid: 'b' }), row(4))).toEqual([1, 3, 4])
  expect(next(row(1, { puid: 'a', state: 'running' }), row(2, { puid: 'a' }))).toEqual([])
})

it.each<[ErrorCode, ErrorDetails, string]>([
  ['reset', {}, 'platform-away'],
  ['timeout', {}, 'platform-away'],
  ['dns', {}, 'platform-away'],
  ['http-status', { httpStatus: 503 }, 'platform-away'],
  ['http-status', { httpStatus: 404 }, 'failed'],
  ['not-signed-in', {}, 'platform-away'],
  ['tls-changed', {}, 'platform-away'],
  ['platform', { platformCode: 9 }, 'platform-away'],
  ['platform', { platformCode: 5 }, 'device-away'],
  ['platform', { platformCode: 7 }, 'device-away'],
  ['platform', { platformCode: 2 }, 'failed'],
  ['platform', { platformCode: 16 }, 'failed'],
  ['disk', {}, 'failed'],
  ['file-damaged', {}, 'failed'],
  ['bad-answer', {}, 'failed'],
])('%s %j is %s', (code, details, ending) => expect(endingOf(new AppError(code, details))).toBe(ending))
