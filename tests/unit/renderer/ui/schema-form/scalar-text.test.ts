import { describe, expect, it } from 'vitest'
import { bitState, withBit } from '../../../../../renderer/ui/schema-form/bits.ts'
import { momentOf, momentText, numberOf, readAsMoment } from '../../../../../renderer/ui/schema-form/scalar-text.ts'
import { isSecretName } from '../../../../../renderer/ui/schema-form/secret-name.ts'

describe('numberOf', () => {
  it('reads numbers as the wire writes them and nothing else', () => {
    expect(['12', ' -3 ', '1.5', '.5', '1.', '+2', '1e3', '007'].map(numberOf)).toEqual([
      12, -3, 1.5, 0.5, 1, 2, 1000, 7,
    ])
    for (const text of ['', ' ', 'a', '1,5', '0x10', '1 2', 'Infinity', 'NaN', '1e999', '--1', '.'])
      expect(numberOf(text), text).toBeUndefined()
  })
})

describe('moments', () => {
  const at = new Date(2026, 10, 23, 9, 5, 7).getTime()

  it('go through an input of the browser and back', () => {
    expect(momentText(at / 1000, 's')).toBe('2026-11-23T09:05:07')
    expect(momentText(at, 'ms')).toBe('2026-11-23T09:05:07')
    expect(momentOf('2026-11-23T09:05:07', 's')).toBe(at / 1000)
    expect(momentOf('2026-11-23T09:05:07', 'ms')).toBe(at)
  })

  it('are nothing where there is none', () => {
    expect([momentText(undefined, 's'), momentText(1e300, 'ms'), momentOf('', 's')]).toEqual(['', '', undefined])
  })

  it('are told of a number only where it can be one', () => {
    expect(readAsMoment(at / 1000, 's')).toBe('2026-11-23 09:05:07')
    expect(readAsMoment(at, 'ms')).toBe('2026-11-23 09:05:07')
    expect([readAsMoment(3600, 's'), readAsMoment(at, undefined), readAsMoment('x', 's')]).toEqual(['', '', ''])
  })
})

describe('bits', () => {
  const bits = { one: 1, four: 4, high: 2 ** 40 }

  it('tells named and unnamed ones apart, also above 32 of them', () => {
    const state = bitState(bits, 4 + 8 + 2 ** 40)
    expect(state.bits.filter(({ isSet }) => isSet).map(({ name }) => name)).toEqual(['four', 'high'])
    expect(state.unknown).toBe(8)
  })

  it('sets and clears one and leaves the others', () => {
    expect(withBit(8, 1, true)).toBe(9)
    expect(withBit(9, 1, false)).toBe(8)
    expect(withBit(undefined, 4, true)).toBe(4)
    expect(withBit(2 ** 40 + 1, 2 ** 40, false)).toBe(1)
  })
})

describe('isSecretName', () => {
  it('knows the names of the wire', () => {
    for (const name of [
      'password',
      'old_password_encrypted',
      'userPassword',
      'wifiPasswd',
      'token',
      'wpaKey',
      'wepKey',
    ])
      expect(isSecretName(name), name).toBe(true)
    for (const name of ['id', 'name', 'tokenCount', 'bypass', 'key', 'keyFrameInterval'])
      expect(isSecretName(name), name).toBe(false)
  })
})
