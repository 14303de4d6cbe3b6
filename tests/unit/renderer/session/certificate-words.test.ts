import { describe, expect, it } from 'vitest'
import { certificateAge, certificateReasonKey } from '../../../../renderer/features/session/certificate-words.ts'
import { session } from '../../../../renderer/locales/en/session.ts'

describe('certificateReasonKey', () => {
  it('knows what OpenSSL says of private deployments', () => {
    const reasons = ['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID']
    for (const reason of reasons) {
      const key = certificateReasonKey(reason)?.split('.').at(-1)
      expect(Object.keys(session.tls.reasons)).toContain(key)
    }
  })

  it('has no sentence for others', () => {
    expect(certificateReasonKey('SOMETHING_NEW')).toBeUndefined()
  })
})

describe('certificateAge', () => {
  it('tells before, within and after', () => {
    expect(certificateAge(10, 20, 9)).toBe('notYetValid')
    expect(certificateAge(10, 20, 10)).toBe('valid')
    expect(certificateAge(10, 20, 20)).toBe('valid')
    expect(certificateAge(10, 20, 21)).toBe('expired')
  })
})
