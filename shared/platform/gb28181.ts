/** What both directions of a GB28181 cascade share. Documentation: chapters "28181out" and "28181in". */
import Type from 'typebox'
import { oneOf } from './values.ts'

/** IDs of the national standard: region 8, trade 2, type 3, network 1, serial 6 digits. */
export const GbId = Type.String({ pattern: '^[0-9]{20}$', description: '20 digits of GB28181' })

/** `status` in filters. */
export const OnlineFilter = { all: 0, online: 1, offline: 2 } as const

/** What the licence server says of the module. */
export const AuthorizationResult = {
  failed: 0,
  tokenError: 1,
  databaseError: 2,
  internalError: 3,
  notLoggedIn: 4,
  unreadable: 5,
  unsupported: 6,
  disconnected: 7,
  connectFailed: 8,
  serverBusy: 9,
  parseError: 10,
  decryptFailed: 11,
  noApplication: 12,
  applicationNotFound: 13,
  applicationKeyError: 14,
  applicationStateError: 15,
  notFound: 16,
  noTrialQuota: 17,
  trialExpired: 18,
  trialTimedOut: 19,
  trialKickedOut: 20,
  trialDenied: 21,
  typeError: 22,
  noWriteBackLeft: 23,
  registerFailed: 51,
  registerWaits: 52,
  registerTimedOut: 53,
  alreadyRegistered: 54,
  noCertificate: 55,
  registerInternalError: 56,
  notOriginalCertificate: 57,
  alreadyLoggedIn: 101,
  certificateStateError: 102,
  certificateExpired: 103,
  noSerialNumber: 104,
  loginFailed: 105,
  revoked: 106,
  paused: 107,
  loggedInElsewhere: 108,
  certificateUsedUp: 109,
  keepAliveWithoutToken: 151,
  keepAliveWithoutSession: 152,
  keyStateError: 250,
  keyExpired: 251,
  keyUsedUp: 252,
  authorized: 1024,
  trial: 1025,
} as const

/** First fields of a direction's state. */
export const AuthorizationFields = {
  authResult: oneOf(AuthorizationResult),
  modAuthResult: oneOf({ failed: 0, successful: 1 }, { description: 'of the module' }),
  maxDialogCount: Type.Integer({ minimum: 0, description: 'channels open at once, 0 without limit' }),
}
