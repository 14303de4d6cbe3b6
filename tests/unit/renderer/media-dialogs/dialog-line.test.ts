import { describe, expect, it } from 'vitest'
import { channelKind } from '../../../../renderer/features/media-dialogs/channel-kind.ts'
import { isWhole } from '../../../../renderer/features/media-dialogs/dialog-calls.ts'
import {
  ageSeconds,
  lineOf,
  longRate,
  type DialogRow,
} from '../../../../renderer/features/media-dialogs/dialog-line.ts'
import { inDialogOrder, nextOrder, type LineNames } from '../../../../renderer/features/media-dialogs/dialog-order.ts'

const OPENED_S = 1_790_000_000
const row = (part: Partial<DialogRow> = {}): DialogRow => ({
  id: '100001',
  time: OPENED_S,
  index: 0,
  status: 'Working',
  requesterType: 'User',
  requesterId: 'admin',
  targetType: 'PU',
  targetId: 'PU_1',
  ...part,
})

describe('a line', () => {
  it('has both ends, whichever of them is the device, with shares in percent and times in ours', () => {
    const line = lineOf(
      row({ requesterDir: '10', r_upBitrateShort: 125_000, r_upLostCount: 7, r_upLostrateShort: 250, t_dwDataSize: 9 }),
    )
    expect(line).toMatchObject({ key: '100001', openedAt: OPENED_S * 1000, device: 'PU_1' })
    expect(line.requester.direction).toBe(10)
    expect(line.requester.sent).toEqual({ rate: 125_000, bytes: undefined, lostPackets: 7, lostPercent: 2.5 })
    expect(line.target.received.bytes).toBe(9)
    expect(lineOf(row({ requesterType: 'PU', requesterId: 'PU_2', targetType: 'Conf' })).device).toBe('PU_2')
    expect(lineOf(row({ targetType: 'Server', targetId: 'NRU_1' })).device).toBeUndefined()
  })

  it('takes times in milliseconds too, and knows no age without one', () => {
    expect(lineOf(row({ time: OPENED_S * 1000 })).openedAt).toBe(OPENED_S * 1000)
    expect(ageSeconds(lineOf(row({ time: 0 })), OPENED_S * 1000)).toBeUndefined()
    expect(ageSeconds(lineOf(row()), OPENED_S * 1000 - 500)).toBe(0)
  })

  it('keeps a direction that is no number as it stands, and invents none', () => {
    expect(lineOf(row({ requesterDir: 'sendrecv' })).requester.direction).toBe('sendrecv')
    expect(lineOf(row()).requester.direction).toBeUndefined()
  })

  it('has a mean rate only where bytes and age are known', () => {
    const { sent, received } = lineOf(row({ r_upDataSize: 50_000 })).requester
    expect(longRate(sent, 100)).toBe(500)
    expect(longRate(sent, 0.5)).toBeUndefined()
    expect(longRate(sent, undefined)).toBeUndefined()
    expect(longRate(received, 100)).toBeUndefined()
  })

  it('tells channels of pictures from others', () => {
    expect([0, 65_536, 66_048, 66_100].map(channelKind)).toEqual(['media', 'gps', 'playback', undefined])
  })
})

describe('the order', () => {
  const names: LineNames = {
    device: ({ device }) => device ?? '',
    channel: () => '',
    requester: ({ requester }) => requester.id,
    protocol: () => '',
    direction: () => '',
    status: ({ status }) => status,
  }
  const lines = [
    lineOf(row({ id: 'a', targetId: 'Car 10', r_upBitrateShort: 5, time: OPENED_S + 5 })),
    lineOf(row({ id: 'b', targetId: 'Car 9', time: OPENED_S })),
    lineOf(row({ id: 'c', targetType: 'Conf', r_upBitrateShort: 9, time: OPENED_S + 9 })),
    lineOf(row({ id: 'd', targetId: 'Car 9', r_upBitrateShort: 0, time: 0 })),
  ]
  const keys = (order: Parameters<typeof inDialogOrder>[1]): string =>
    inDialogOrder(lines, order, { names, now: (OPENED_S + 60) * 1000, language: 'en' })
      .map(({ key }) => key)
      .join('')

  it('is the platform’s until a column is chosen', () => {
    expect(keys(undefined)).toBe('abcd')
  })

  it('reads numbers in names as numbers, and puts what is not known last either way', () => {
    expect(keys({ by: 'device', descending: false })).toBe('bdac')
    expect(keys({ by: 'device', descending: true })).toBe('abdc')
    expect(keys({ by: 'sent', descending: true })).toBe('cadb')
    expect(keys({ by: 'sent', descending: false })).toBe('dacb')
    expect(keys({ by: 'age', descending: true })).toBe('bacd')
  })

  it('begins with the most of amounts and the first of names, turns, and goes', () => {
    const most = nextOrder(undefined, 'sent')
    expect(most).toEqual({ by: 'sent', descending: true })
    expect(nextOrder(most, 'sent')).toEqual({ by: 'sent', descending: false })
    expect(nextOrder(nextOrder(most, 'sent'), 'sent')).toBeUndefined()
    expect(nextOrder(most, 'device')).toEqual({ by: 'device', descending: false })
  })

  it('needs the whole list on one page', () => {
    expect(isWhole({ page: 0, pageSize: 500, totalCount: 3 }, 3)).toBe(true)
    expect(isWhole({ page: 0, pageSize: 2, totalCount: 3 }, 2)).toBe(false)
    expect(isWhole({ page: 1, pageSize: 2, totalCount: 3 }, 3)).toBe(false)
  })
})
