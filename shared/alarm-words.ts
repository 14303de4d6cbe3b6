/**
 * Names of types, states and levels in both languages, for what is written without a screen: notifications and files. Types
 * that nobody names are told by their number.
 */
import type { AlarmLevel } from './contract/alarms.ts'
import { AlarmState, AlarmType, type AlarmStateId, type AlarmTypeId } from './platform/alarm.ts'

export type WordLanguage = 'en' | 'zh-CN'

interface AlarmWords {
  readonly types: Readonly<Record<AlarmTypeId, string>>
  readonly unknownType: (type: number) => string
  readonly states: Readonly<Record<AlarmStateId, string>>
  readonly levels: Readonly<Record<AlarmLevel, string>>
}

const ENGLISH: AlarmWords = {
  types: {
    [AlarmType.diskError]: 'Storage error',
    [AlarmType.diskFull]: 'Storage full',
    [AlarmType.faceRecognised]: 'Face recognised',
    [AlarmType.manDown]: 'Man down',
    [AlarmType.sos]: 'SOS',
    [AlarmType.videoLost]: 'Video lost',
    [AlarmType.motion]: 'Motion',
    [AlarmType.videoCovered]: 'Lens covered',
    [AlarmType.alarmInput]: 'Alarm input',
    [AlarmType.periodic]: 'Periodic alarm',
    [AlarmType.lowTemperature]: 'Low temperature',
    [AlarmType.highTemperature]: 'High temperature',
    [AlarmType.lowSpeed]: 'Too slow',
    [AlarmType.overspeed]: 'Too fast',
    [AlarmType.areaEntered]: 'Area entered',
    [AlarmType.areaLeft]: 'Area left',
    [AlarmType.lowVoltage]: 'Low voltage',
    [AlarmType.highVoltage]: 'High voltage',
    [AlarmType.stationary]: 'Standing still',
    [AlarmType.inverted]: 'Upside down',
    [AlarmType.batteryRemoved]: 'Battery removed',
    [AlarmType.dismantled]: 'Dismantled',
    [AlarmType.lowBattery]: 'Battery low',
    [AlarmType.routeEntered]: 'Route entered',
    [AlarmType.routeLeft]: 'Off the route',
    [AlarmType.helmetOff]: 'Helmet off',
    [AlarmType.helmetImpact]: 'Helmet hit',
    [AlarmType.nearPower]: 'Near live power',
    [AlarmType.highAltitude]: 'Too high up',
  },
  unknownType: (type) => `Alarm type ${type}`,
  states: {
    [AlarmState.active]: 'Active',
    [AlarmState.releasedByItself]: 'Released by itself',
    [AlarmState.released]: 'Released',
    [AlarmState.ignored]: 'Ignored',
  },
  levels: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' },
}

const CHINESE: AlarmWords = {
  types: {
    [AlarmType.diskError]: '磁盘错误',
    [AlarmType.diskFull]: '磁盘空间不足',
    [AlarmType.faceRecognised]: '人脸识别',
    [AlarmType.manDown]: '人员倒地',
    [AlarmType.sos]: 'SOS 紧急求助',
    [AlarmType.videoLost]: '视频丢失',
    [AlarmType.motion]: '移动侦测',
    [AlarmType.videoCovered]: '视频遮挡',
    [AlarmType.alarmInput]: '报警输入',
    [AlarmType.periodic]: '周期报警',
    [AlarmType.lowTemperature]: '低温',
    [AlarmType.highTemperature]: '高温',
    [AlarmType.lowSpeed]: '低速',
    [AlarmType.overspeed]: '超速',
    [AlarmType.areaEntered]: '进入区域',
    [AlarmType.areaLeft]: '离开区域',
    [AlarmType.lowVoltage]: '低电压',
    [AlarmType.highVoltage]: '高电压',
    [AlarmType.stationary]: '静止',
    [AlarmType.inverted]: '设备倒置',
    [AlarmType.batteryRemoved]: '电池被取下',
    [AlarmType.dismantled]: '设备被拆卸',
    [AlarmType.lowBattery]: '电量低',
    [AlarmType.routeEntered]: '进入线路',
    [AlarmType.routeLeft]: '偏离线路',
    [AlarmType.helmetOff]: '脱帽',
    [AlarmType.helmetImpact]: '头盔撞击',
    [AlarmType.nearPower]: '近电',
    [AlarmType.highAltitude]: '登高',
  },
  unknownType: (type) => `报警类型 ${type}`,
  states: {
    [AlarmState.active]: '报警中',
    [AlarmState.releasedByItself]: '自动解除',
    [AlarmState.released]: '已解除',
    [AlarmState.ignored]: '已忽略',
  },
  levels: { critical: '紧急', high: '高', medium: '中', low: '低' },
}

const WORDS: Readonly<Record<WordLanguage, AlarmWords>> = { en: ENGLISH, 'zh-CN': CHINESE }

/** Types come as numbers of the wire, not all of them named. */
export function alarmTypeName(type: number, language: WordLanguage): string {
  const { types, unknownType } = WORDS[language]
  return (types as Readonly<Record<number, string | undefined>>)[type] ?? unknownType(type)
}

export function alarmStateName(status: number, language: WordLanguage): string {
  return (WORDS[language].states as Readonly<Record<number, string | undefined>>)[status] ?? String(status)
}

export function alarmLevelName(level: AlarmLevel, language: WordLanguage): string {
  return WORDS[language].levels[level]
}
