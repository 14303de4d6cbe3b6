import { createPrivateKey, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeCertificate } from '../../simulator/certificate.ts'

describe('makeCertificate', () => {
  const NOW = Date.UTC(2026, 5, 1)
  const names = { commonName: '平台 platform', alternativeNames: ['localhost', '127.0.0.1'] }
  const made = makeCertificate(names, NOW)
  const certificate = new X509Certificate(made.cert)

  it('is one that the crypto library reads and that signs itself', () => {
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.checkPrivateKey(createPrivateKey(made.key))).toBe(true)
    expect(certificate.subject).toBe('CN=平台 platform')
    expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1')
  })

  it('is valid for a year from the day before', () => {
    expect(Date.parse(certificate.validFrom)).toBe(NOW - 86_400_000)
    expect(Date.parse(certificate.validTo)).toBe(NOW + 365 * 86_400_000)
  })

  it('is another one each time', () => {
    expect(new X509Certificate(makeCertificate(names, NOW).cert).fingerprint256).not.toBe(certificate.fingerprint256)
  })
})
