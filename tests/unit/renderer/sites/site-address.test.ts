import { describe, expect, it } from 'vitest'
import { hostOfAddress, isInsecureAddress } from '../../../../renderer/features/sites/site-address.ts'

describe('isInsecureAddress', () => {
  it.each([
    ['http://a', true],
    [' HTTP://a', true],
    ['https://a', false],
    ['a:8080', false],
    ['', false],
  ])('%j: %s', (address, insecure) => {
    expect(isInsecureAddress(address)).toBe(insecure)
  })
})

describe('hostOfAddress', () => {
  it.each([
    ['https://vds.city:9443/x', 'vds.city:9443'],
    ['vds.city:9443', 'vds.city:9443'],
    ['10.0.0.1', '10.0.0.1'],
    ['', ''],
    ['a b', 'a b'],
  ])('%j: %j', (address, host) => {
    expect(hostOfAddress(address)).toBe(host)
  })
})
