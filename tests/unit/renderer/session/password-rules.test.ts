import { describe, expect, it } from 'vitest'
import { checkPassword, type PasswordCheckId } from '../../../../renderer/features/session/password-rules.ts'

function passed(password: string, account = 'zhang', repeated = password): PasswordCheckId[] {
  return checkPassword({ complex: true }, account, password, repeated)
    .filter((check) => check.passed)
    .map((check) => check.id)
}

describe('checkPassword', () => {
  it('takes eight characters of three kinds', () => {
    for (const good of ['Abcdefg1', 'abcdef1!', 'ABCDEF1!', 'Abcdefg!', 'Ab1!Ab1!']) {
      expect(passed(good)).toEqual(['length', 'kinds', 'notAccount', 'repeated'])
    }
  })

  it('names what is missing', () => {
    expect(passed('Abcdef1')).not.toContain('length')
    expect(passed('abcdefg1')).not.toContain('kinds')
    expect(passed('12345678')).not.toContain('kinds')
    expect(passed('Abcdefg1', 'ABCDEFG1')).not.toContain('notAccount')
    expect(passed('Abcdefg1', 'zhang', 'Abcdefg2')).not.toContain('repeated')
  })

  it('counts characters, not code units, and takes what is neither letter nor digit as special', () => {
    expect(passed('Ab1😀😀😀')).not.toContain('length')
    expect(passed('密码密码密码a1')).toContain('kinds')
  })

  it('passes nothing on an empty password', () => {
    expect(passed('', '', '')).toEqual([])
  })

  it('asks only for the repetition when the platform wants no complex ones', () => {
    expect(checkPassword({ complex: false }, 'a', 'a', 'a')).toEqual([{ id: 'repeated', passed: true }])
    expect(checkPassword({ complex: false }, 'a', '', '')).toEqual([{ id: 'repeated', passed: false }])
  })
})
