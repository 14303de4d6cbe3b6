/** Options of a simulator, with the defaults of the command line. */
import { parseArgs } from 'node:util'

export interface SimulatorOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Of the control address; 0 takes a free one. */
  readonly controlPort: number
  readonly devices: number
  readonly seed: number
  /** Devices that come or go each second, over the whole fleet. */
  readonly churn: number
  /** https and wss with a certificate of its own making. */
  readonly tls: boolean
  /** Common name and alternative names of that certificate. */
  readonly commonName: string
  readonly alternativeNames: readonly string[]
  /** Validity of tokens, seconds. */
  readonly tokenLifetimeS: number
  /** How long an account stays locked after too many wrong passwords, seconds. */
  readonly lockS: number
  /** A websocket without data from the client for so long is closed. */
  readonly idleMs: number
  /** The position of one device is pushed at most once in so many ms. */
  readonly positionsMs: number
  /** So many positions a second in turn, whatever the devices do; 0: as they report. */
  readonly rate: number
  /** Whether new passwords have to be complex. */
  readonly complexPassword: boolean
  /** Answers exactly as the documentation prints them: `ID`, numbers as text where it has them so. */
  readonly asDocumented: boolean
}

export const DEFAULTS: SimulatorOptions = {
  port: 0,
  controlPort: 0,
  devices: 120,
  seed: 1,
  churn: 0,
  tls: false,
  commonName: 'platform.simulator',
  alternativeNames: ['localhost', '127.0.0.1'],
  tokenLifetimeS: 86_400,
  lockS: 300,
  idleMs: 60_000,
  positionsMs: 5_000,
  rate: 0,
  complexPassword: true,
  asDocumented: false,
}

/** Started by hand it shows some life. */
const CLI_CHURN = 0.2

export interface CommandLine {
  readonly options: SimulatorOptions
  readonly json: boolean
}

/** Throws with a sentence on what does not fit. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      'control-port': { type: 'string' },
      devices: { type: 'string' },
      seed: { type: 'string' },
      churn: { type: 'string' },
      tls: { type: 'boolean' },
      'common-name': { type: 'string' },
      'alternative-names': { type: 'string' },
      'token-lifetime': { type: 'string' },
      lock: { type: 'string' },
      idle: { type: 'string' },
      positions: { type: 'string' },
      rate: { type: 'string' },
      'simple-passwords': { type: 'boolean' },
      'as-documented': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  return {
    json: values.json ?? false,
    options: {
      port: whole('port', values.port, DEFAULTS.port, 65_535),
      controlPort: whole('control-port', values['control-port'], DEFAULTS.controlPort, 65_535),
      devices: whole('devices', values.devices, DEFAULTS.devices, 65_535),
      seed: whole('seed', values.seed, DEFAULTS.seed, 0xffffffff),
      churn: number('churn', values.churn, CLI_CHURN),
      tls: values.tls ?? DEFAULTS.tls,
      commonName: values['common-name'] ?? DEFAULTS.commonName,
      alternativeNames: values['alternative-names']?.split(',') ?? DEFAULTS.alternativeNames,
      tokenLifetimeS: number('token-lifetime', values['token-lifetime'], DEFAULTS.tokenLifetimeS),
      lockS: number('lock', values.lock, DEFAULTS.lockS),
      idleMs: number('idle', values.idle, DEFAULTS.idleMs / 1000) * 1000,
      positionsMs: number('positions', values.positions, DEFAULTS.positionsMs / 1000) * 1000,
      rate: number('rate', values.rate, DEFAULTS.rate),
      complexPassword: !(values['simple-passwords'] ?? false),
      asDocumented: values['as-documented'] ?? false,
    },
  }
}

function number(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} wants a number of at least 0, not "${text}"`)
  return value
}

function whole(name: string, text: string | undefined, fallback: number, max: number): number {
  const value = number(name, text, fallback)
  if (!Number.isInteger(value) || value > max)
    throw new Error(`--${name} wants a whole number up to ${max}, not "${text}"`)
  return value
}
