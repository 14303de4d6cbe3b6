import { expect, it } from 'vitest'
import { encryptPassword } from '../../../../../electron/core/platform/password.ts'

it('matches the example of the documentation', () => {
  expect(encryptPassword('SHA256', 'admin', '123456')).toBe(
    'SHA256:6848d6405bf34bf9b2d82ed8822c756807632d3eaefedec90ac33cb32ac83671',
  )
})

it('takes the documented algorithm when the platform names none, and its other spelling', () => {
  const expected = encryptPassword('SHA256', 'a', 'b')
  expect(encryptPassword(undefined, 'a', 'b')).toBe(expected)
  expect(encryptPassword('sha-256', 'a', 'b')).toBe(expected)
})

it('refuses an algorithm it does not know instead of sending something weaker', () => {
  expect(() => encryptPassword('MD5', 'a', 'b')).toThrow(expect.objectContaining({ code: 'unsupported' }))
})
