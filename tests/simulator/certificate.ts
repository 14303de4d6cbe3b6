/** Self-signed certificates of our own writing (X.509 v3, ECDSA P-256): nothing of the machine is needed. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { bitString, contextual, integer, objectId, octets, sequence, set, utcTime, utf8, value } from './der.ts'

export interface Certificate {
  /** PEM. */
  readonly key: string
  /** PEM. */
  readonly cert: string
}

export interface CertificateNames {
  readonly commonName: string
  /** DNS names and IPv4 addresses. */
  readonly alternativeNames: readonly string[]
}

const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))
const COMMON_NAME = objectId('2.5.4.3')
const SUBJECT_ALT_NAME = objectId('2.5.29.17')
const BASIC_CONSTRAINTS = objectId('2.5.29.19')
const DAY_MS = 86_400_000

/** Valid from yesterday for a year. Every call makes a new key. */
export function makeCertificate(names: CertificateNames, nowMs: number): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = sequence(set(sequence(COMMON_NAME, utf8(names.commonName))))
  const serial = randomBytes(16)
  // Positive and without a leading zero octet, as DER wants its integers.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const body = sequence(
    contextual(0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_SHA256,
    name,
    sequence(utcTime(new Date(nowMs - DAY_MS)), utcTime(new Date(nowMs + 365 * DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    contextual(3, sequence(alternativeNames(names.alternativeNames), notAnAuthority())),
  )
  const certificate = sequence(body, ECDSA_SHA256, bitString(sign('sha256', body, privateKey)))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate
      .toString('base64')
      .replace(/(.{64})/g, '$1\n')
      .trimEnd()}\n-----END CERTIFICATE-----\n`,
  }
}

function alternativeNames(names: readonly string[]): Buffer {
  const entries = names.map((name) =>
    isIP(name) === 4 ? value(0x87, Buffer.from(name.split('.').map(Number))) : value(0x82, Buffer.from(name, 'ascii')),
  )
  return sequence(SUBJECT_ALT_NAME, octets(sequence(...entries)))
}

function notAnAuthority(): Buffer {
  return sequence(BASIC_CONSTRAINTS, octets(sequence()))
}
