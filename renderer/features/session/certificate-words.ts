/** OpenSSL's words for why a certificate is not trusted, as keys of our sentences. */
const REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'selfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknownIssuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknownIssuer',
  CERT_UNTRUSTED: 'unknownIssuer',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'notYetValid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'otherName',
}

/** Key of the sentence for an OpenSSL reason; undefined for one that has none, to be shown as it is. */
export function certificateReasonKey(reason: string): string | undefined {
  const known = REASONS[reason]
  return known && `session.tls.reasons.${known}`
}

/** Whether a certificate holds now. Times in epoch ms. */
export function certificateAge(validFrom: number, validTo: number, nowMs: number): 'notYetValid' | 'valid' | 'expired' {
  if (nowMs < validFrom) return 'notYetValid'
  return nowMs > validTo ? 'expired' : 'valid'
}
