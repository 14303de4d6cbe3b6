import { describe, expect, it } from 'vitest'
import { bitRateText } from '../../../../renderer/ui/bit-rate.ts'

describe('a bit rate', () => {
  it('has three digits and the unit that fits', () => {
    const texts = [0, 80, 125, 1250, 15_625, 124_999, 125_000, 1_562_500, 187_500_000].map(bitRateText)
    expect(texts).toEqual([
      '0 bit/s',
      '640 bit/s',
      '1.00 kbit/s',
      '10.0 kbit/s',
      '125 kbit/s',
      '1.00 Mbit/s',
      '1.00 Mbit/s',
      '12.5 Mbit/s',
      '1.50 Gbit/s',
    ])
  })
})
