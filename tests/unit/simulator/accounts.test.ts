import { describe, expect, it } from 'vitest'
import { encryptPassword, passwordFault } from '../../simulator/accounts.ts'

describe('encryptPassword', () => {
  it('gives the vector of the documentation', () => {
    expect(encryptPassword('admin', '123456')).toBe(
      'SHA256:6848d6405bf34bf9b2d82ed8822c756807632d3eaefedec90ac33cb32ac83671',
    )
  })
})

describe('passwordFault', () => {
  const account = { id: 'operator', encrypted: encryptPassword('operator', 'Watch-2026') }

  it('refuses the old one, the account itself, simple ones and what is no hash', () => {
    expect(passwordFault(account, account.encrypted, true)).toMatch(/old/)
    expect(passwordFault(account, encryptPassword('operator', 'operator'), true)).toMatch(/simple/)
    expect(passwordFault(account, encryptPassword('operator', '123456'), true)).toMatch(/simple/)
    expect(passwordFault(account, 'Guard-2027', true)).toMatch(/SHA256/)
  })

  it('accepts a simple one only when complexity is off', () => {
    expect(passwordFault(account, encryptPassword('operator', '123456'), false)).toBeUndefined()
    expect(passwordFault(account, encryptPassword('operator', 'Guard-2027'), true)).toBeUndefined()
  })
})
