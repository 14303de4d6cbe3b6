/** The kinds of devices: class, maker, channels, hardware. `mediaDir` 10 is video and audio to watch, 14 adds talking. */
import type { Static } from 'typebox'
import type { HardwareSchema } from '../../../shared/platform/channel.ts'

/** The recorded scenes under `fixtures`. */
export const SCENE_NAMES = ['street', 'patrol', 'station', 'harbour'] as const
export type SceneName = (typeof SCENE_NAMES)[number]

export type Hardware = Readonly<Static<typeof HardwareSchema>>

export interface Channel {
  readonly index: number
  readonly mediaDir: number
  readonly ptz: number
  readonly name: string
}

export interface Kind {
  readonly classId: number
  readonly className: string
  readonly zh: string
  readonly en: string
  readonly manufacturer: string
  readonly product: string
  readonly channels: readonly Channel[]
  readonly hardware: Hardware
  /** Metres per second: what is worn walks at one pace in between, what is driven goes as the streets allow; 0 is mounted. */
  readonly speed: readonly [number, number]
  readonly hasBattery: boolean
  /** Has a user signed in on it: reported as UA, not PU. */
  readonly terminal: boolean
  /** What its cameras may look at. */
  readonly scenes: readonly SceneName[]
  /** Share of the fleet. */
  readonly share: number
}

const WATCH = 10
const WATCH_AND_TALK = 14
const VIDEO_ONLY = 2

function channel(index: number, mediaDir: number, name: string, ptz = -1): Channel {
  return { index, mediaDir, ptz, name }
}

function hardware(videoIn: number, rest: Partial<Hardware> = {}): Hardware {
  return {
    WIFI: 1,
    radio: 1,
    videoIn,
    audioIn: 1,
    audioOut: 1,
    PTZ: 0,
    serialPort: 0,
    alertIn: 0,
    alertOut: 0,
    storage: 1,
    GPS: 1,
    ...rest,
  }
}

export const KINDS: readonly Kind[] = [
  {
    classId: 101,
    className: '执法记录仪 / Body camera',
    zh: '',
    en: '',
    manufacturer: 'BesoVideo',
    product: 'DSJ-B9',
    channels: [channel(0, WATCH_AND_TALK, 'Front camera')],
    hardware: hardware(1),
    speed: [0.8, 1.7],
    hasBattery: true,
    terminal: false,
    scenes: ['patrol', 'station', 'patrol', 'harbour'],
    share: 0.52,
  },
  {
    classId: 102,
    className: '车载终端 / Vehicle',
    zh: '车',
    en: 'Car',
    manufacturer: 'BesoVideo',
    product: 'MDVR-8',
    channels: [
      channel(0, WATCH_AND_TALK, 'Front'),
      channel(1, WATCH, 'Rear'),
      channel(2, WATCH, 'Cabin'),
      channel(3, VIDEO_ONLY, 'Roof PTZ', 0),
    ],
    hardware: hardware(4, { PTZ: 1, serialPort: 2, alertIn: 4, alertOut: 2, storage: 2 }),
    speed: [0, 22],
    hasBattery: false,
    terminal: false,
    scenes: ['street'],
    share: 0.22,
  },
  {
    classId: 103,
    className: '智能头盔 / Helmet',
    zh: '头盔',
    en: 'Helmet',
    manufacturer: 'Linktech',
    product: 'HX-3',
    channels: [channel(0, WATCH_AND_TALK, 'Helmet camera'), channel(1, VIDEO_ONLY, 'Thermal')],
    hardware: hardware(2),
    speed: [0.5, 1.5],
    hasBattery: true,
    terminal: false,
    scenes: ['station', 'harbour'],
    share: 0.1,
  },
  {
    classId: 104,
    className: '布控球 / PTZ camera',
    zh: '球机',
    en: 'PTZ',
    manufacturer: 'Northgate',
    product: 'BKQ-30X',
    channels: [channel(0, WATCH_AND_TALK, 'Dome', 0)],
    hardware: hardware(1, { WIFI: 0, PTZ: 1, alertIn: 2 }),
    speed: [0, 0],
    hasBattery: false,
    terminal: false,
    scenes: ['harbour', 'station'],
    share: 0.09,
  },
  {
    classId: 105,
    className: '手持终端 / Handheld terminal',
    zh: '手台',
    en: 'Handheld',
    manufacturer: 'BesoVideo',
    product: 'MCP-5G',
    channels: [channel(0, WATCH_AND_TALK, 'Rear camera'), channel(1, WATCH, 'Selfie camera')],
    hardware: hardware(2),
    speed: [0.8, 1.6],
    hasBattery: true,
    terminal: true,
    scenes: ['station', 'patrol'],
    share: 0.07,
  },
]
