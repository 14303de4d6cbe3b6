/** Values that the documentation enumerates in its texts only, held against ours name by name. */
import { expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'
import { ChannelRange } from '../../../shared/platform/channel.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { TimeFormat } from '../../../shared/platform/device-overlay.ts'
import { AuthorizationResult } from '../../../shared/platform/gb28181.ts'
import { AudienceType, MessageType, SpeakerType } from '../../../shared/platform/message-content.ts'
import { catalogue } from './catalogue.ts'

/** What an operation or subscription says of itself. */
function textOf(path: string, method = 'POST'): string {
  const found = catalogue.find((documented) => documented.path === path && documented.method === method)
  if (!found) throw new Error(`${method} ${path} is not documented`)
  return found.description
}

/** Printed words by their numbers. */
function numbersIn(text: string, pattern: RegExp): Map<number, string> {
  return new Map([...text.matchAll(pattern)].map(({ groups = {} }) => [Number(groups['value']), groups['word'] ?? '']))
}

/** Ours by their numbers, in the words of the documentation. */
function inWords<N extends string>(values: Readonly<Record<N, number>>, words: Readonly<Record<N, string>>) {
  return new Map((Object.entries(values) as [N, number][]).map(([name, value]) => [value, words[name]]))
}

it('codes of answers', () => {
  const text = textOf('/bvcsp/v1/auth/login')
  const documented = numbersIn(text, /^ +(?<word>\w+) = (?<value>\d+)/gm)
  expect(documented.size).toBe(19)
  expect(
    inWords(PlatformCode, {
      success: 'SUCCESS',
      fail: 'FAIL',
      notFound: 'NotFound',
      exists: 'Exist',
      badParameter: 'ErrorParam',
      offline: 'Offline',
      timeout: 'Timeout',
      busy: 'Busy',
      unsupported: 'Unsupported',
      authentication: 'AutherFail',
      forbidden: 'Forbidden',
      serverError: 'ServerError',
      noVtdu: 'VTDUNone',
      noNru: 'NRUNone',
      wrongPassword: 'ErrorPassword',
      database: 'ErrorDatabase',
      noPermission: 'NoPermission',
      maxRetries: 'MaxRetries',
      maxLimit: 'MaxLimit',
    }),
  ).toEqual(documented)
})

it('types of alarms, without those that are reserved', () => {
  const [types = ''] =
    textOf('/bvcsp/v1/ws/event/alarm').split('type describe type describe type describe')[1]?.split('state:') ?? []
  const documented = numbersIn(types, /(?<value>\d+) (?<word>\D+?)(?=\s+\d|\s*$)/g)
  for (const [value, word] of documented) if (word === 'reserve') documented.delete(value)
  expect(documented.size).toBe(29)
  expect(
    inWords(AlarmType, {
      diskError: 'disk error',
      diskFull: 'Not enough disk space',
      faceRecognised: 'Face recognition alarm',
      manDown: 'Alarm when a person falls',
      sos: 'SOS emergency call',
      videoLost: 'Video lost',
      motion: 'motion detection',
      videoCovered: 'Video occlusion',
      alarmInput: 'Alarm input',
      periodic: 'Periodic alarm',
      lowTemperature: 'Low temperature alarm',
      highTemperature: 'High temperature alarm',
      lowSpeed: 'Low speed alarm',
      overspeed: 'speed alarm',
      areaEntered: 'Enter area alarm',
      areaLeft: 'Alarm when leaving area',
      lowVoltage: 'Low voltage alarm',
      highVoltage: 'High voltage alarm',
      stationary: 'Equipment stationary alarm',
      inverted: 'Equipment inverted alarm',
      batteryRemoved: 'The device battery was removed',
      dismantled: 'Equipment is disassembled',
      lowBattery: 'Device battery is low',
      routeEntered: 'Enter line alarm',
      routeLeft: 'Offset line alarm',
      helmetOff: 'Take off your hat and call the police',
      helmetImpact: 'Impact hat alarm',
      nearPower: 'Near power alarm',
      highAltitude: 'High altitude alarm',
    }),
  ).toEqual(documented)
})

it('states of alarms', () => {
  const [, states = ''] = textOf('/bvcsp/v1/ws/event/alarm').split('status illustrate')
  expect(
    inWords(AlarmState, {
      active: 'Alarm in progress',
      releasedByItself: 'Automatically release',
      released: 'Manual release',
      ignored: 'Manually ignored',
    }),
  ).toEqual(numbersIn(states, /^(?<value>\d) (?<word>.+)$/gm))
})

it('formats of the time in a picture', () => {
  const pattern = /= (?<value>\d+),\/\/ ?(?<word>.+)$/gm
  const documented = numbersIn(textOf('/bvcsp/v1/pu/overlay/:puid/:index', 'GET'), pattern)
  expect(documented.size).toBe(13)
  expect(numbersIn(textOf('/bvcsp/v1/pu/overlay/:puid/:index', 'PUT'), pattern)).toEqual(documented)
  expect(
    inWords(TimeFormat, {
      none: 'Do not superimpose time',
      'YYYY-MM-DD hh:mm:ss': 'YYYY-MM-DD hh:mm:ss',
      'YYYY-MM-DD W hh:mm:ss': 'YYYY-MM-DD day of the week W hh:mm:ss',
      'DD… MM… YYYY… hh:mm:ss': 'DD day MM month YYYY year hh:mm:ss',
      'DD… MM… YYYY… W hh:mm:ss': 'DD day MM month YYYY year week W hh:mm:ss',
      'MM… DD… YYYY… hh:mm:ss': 'MM month DD day YYYY year hh:mm:ss',
      'MM… DD… YYYY… W hh:mm:ss': 'MM month DD day YYYY year week W hh:mm:ss',
      'YYYY… MM… DD… hh:mm:ss': 'YYYY year MM month DD day hh:mm:ss',
      'YYYY… MM… DD… W hh:mm:ss': 'YYYY year MM month DD day week W hh:mm:ss',
      'DD-MM-YYYY hh:mm:ss': 'DD-MM-YYYY hh:mm:ss',
      'DD-MM-YYYY W hh:mm:ss': 'DD-MM-YYYY Day of the week W hh:mm:ss',
      'MM-DD-YYYY hh:mm:ss': 'MM-DD-YYYY hh:mm:ss',
      'MM-DD-YYYY W hh:mm:ss': 'MM-DD-YYYY Day of the week W hh:mm:ss',
    }),
  ).toEqual(documented)
})

it('ranges of channel numbers', () => {
  const text = textOf('/bvcsp/v1/pu/info/:puid', 'GET')
  const ranges = [...text.matchAll(/^\[?(?<low>\d+)(?:, ?(?<high>\d+)\])? (?:is the )?(?<word>[^;.]+)/gm)].map(
    ({ groups = {} }) => [groups['word'], [Number(groups['low']), Number(groups['high'] ?? groups['low'])]],
  )
  const words: Readonly<Record<keyof typeof ChannelRange, string>> = {
    media: 'audio and video channel',
    gps: 'GPS Channel',
    serial: 'serial port channel',
    playback: 'remote playback channel',
    fileTransfer: 'file transfer channel',
  }
  const names = Object.keys(ChannelRange) as (keyof typeof ChannelRange)[]
  expect(names.map((name) => [words[name], [...ChannelRange[name]]])).toEqual(ranges)
})

it('types of messages, and of those who speak and are spoken to', () => {
  const text = textOf('/bvcsp/v1/im/msg/new')
  const listed = (title: string): string[] => new RegExp(`^${title}: (.+)$`, 'm').exec(text)?.[1]?.split(/, ?/) ?? []
  expect(text).toContain('file,picture,audio,video,confaudio:')
  // One of the two spellings of the meeting's sound is a slip: the other one says what it is.
  expect(Object.values(MessageType)).toEqual(
    listed('Message type').map((type) => (type === 'confiudio' ? 'confaudio' : type)),
  )
  expect(Object.values(SpeakerType)).toEqual(listed('Speaker type'))
  expect(Object.values(AudienceType)).toEqual(listed('Receiver type'))
})

it('results of the licence server', () => {
  const documented = numbersIn(
    textOf('/bvcsp/v1/bv28181out/state', 'GET'),
    /AU_Result_AU_R?Result_(?<word>\w+) +AU_Result = (?<value>\d+)/g,
  )
  expect(documented.size).toBe(47)
  expect(
    inWords(AuthorizationResult, {
      failed: 'FAIL',
      tokenError: 'Token_Error',
      databaseError: 'Database_Error',
      internalError: 'Internal_Error',
      notLoggedIn: 'No_Login',
      unreadable: 'DeSerialize_Fail',
      unsupported: 'Un_Support',
      disconnected: 'DisConnect',
      connectFailed: 'Connect_Fail',
      serverBusy: 'Server_Busy',
      parseError: 'Parse_Error',
      decryptFailed: 'Decrypt_Fail',
      noApplication: 'No_AppInfo',
      applicationNotFound: 'Not_Found_AppInfo',
      applicationKeyError: 'App_Key_Error',
      applicationStateError: 'App_Status_Error',
      notFound: 'Not_Found',
      noTrialQuota: 'No_Trial_Quota',
      trialExpired: 'Trial_Expire',
      trialTimedOut: 'Trial_Timeout',
      trialKickedOut: 'Trial_KickOut',
      trialDenied: 'Trail_Deny',
      typeError: 'Type_Error',
      noWriteBackLeft: 'No_WriteBack_Times',
      registerFailed: 'Register_FAIL',
      registerWaits: 'Register_Wait',
      registerTimedOut: 'Register_Timeout',
      alreadyRegistered: 'Register_Have_Registed',
      noCertificate: 'Register_No_Cert',
      registerInternalError: 'Register_Internal_Error',
      notOriginalCertificate: 'Register_Not_Original_Cert',
      alreadyLoggedIn: 'Have_Login',
      certificateStateError: 'Cert_State_Error',
      certificateExpired: 'Cert_TimeOut_Error',
      noSerialNumber: 'No_SerialNumber',
      loginFailed: 'Login_FAIL',
      revoked: 'Revoke_Authorization',
      paused: 'Pause_Authorization',
      loggedInElsewhere: 'Login_Elsewhere',
      certificateUsedUp: 'Cert_UseUp',
      keepAliveWithoutToken: 'KeepAlive_No_Token',
      keepAliveWithoutSession: 'KeepAlive_No_Session',
      keyStateError: 'Key_State_Error',
      keyExpired: 'Key_Expire',
      keyUsedUp: 'Key_UseUp',
      authorized: 'OK',
      trial: 'Trail_OK',
    }),
  ).toEqual(documented)
})
