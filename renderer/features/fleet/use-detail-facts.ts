/** The parts of a device's details as lines of text in the language of the screen. */
import { useI18n } from 'vue-i18n'
import type { DeviceDetails } from '../../../shared/contract/fleet.ts'
import { dateTime, duration } from '../../ui/time.ts'
import { factsOf, type Fact } from './facts.ts'

type Part<K extends keyof DeviceDetails> = Extract<DeviceDetails[K], { ok: true }>

/** Of coordinates: a decimetre. */
const DIGITS = 6
const DEGREES = 360
/** Eight winds, clockwise from north. */
const WINDS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const

export function useDetailFacts() {
  const { t, te, n } = useI18n()
  const label = (key: string): string => t(`fleet.details.${key}`)
  const unit = (key: string, value: number, digits: number): string =>
    t(`fleet.unit.${key}`, { value: n(value, { maximumFractionDigits: digits }) })

  function info(id: string, part: Part<'info'> | undefined): Fact[] {
    return factsOf([
      { key: 'id', label: label('id'), value: id, copy: id },
      { key: 'class', label: label('class'), value: part?.className },
      { key: 'manufacturer', label: label('manufacturer'), value: part?.manufacturer },
      { key: 'product', label: label('product'), value: part?.product },
      { key: 'software', label: label('software'), value: part?.softwareVersion },
      { key: 'hardware-version', label: label('hardwareVersion'), value: part?.hardwareVersion },
    ])
  }

  function status(part: Part<'status'>): Fact[] {
    return factsOf([
      { key: 'online', label: label('state'), value: t(part.online ? 'common.online' : 'common.offline') },
      { key: 'since', label: label('onlineSince'), value: timeOf(part.onlineSince) },
      { key: 'network', label: label('network'), value: part.network && t(`fleet.network.${part.network}`) },
      { key: 'address', label: label('address'), value: part.address },
      { key: 'protocol', label: label('protocol'), value: part.protocol },
      { key: 'booted', label: label('booted'), value: timeOf(part.bootedAt) },
      { key: 'user', label: label('user'), value: part.userName },
    ])
  }

  function position(part: Part<'position'>, nowMs: number): Fact[] {
    const wind = WINDS[Math.round(part.headingDeg / (DEGREES / WINDS.length)) % WINDS.length] ?? 'n'
    const heading = `${unit('degrees', part.headingDeg, 0)} ${t(`fleet.wind.${wind}`)}`
    return factsOf([
      { key: 'latitude', label: label('latitude'), value: part.latitude.toFixed(DIGITS), copy: coordinates(part) },
      { key: 'longitude', label: label('longitude'), value: part.longitude.toFixed(DIGITS) },
      { key: 'fix', label: label('fix'), value: fixWords(part, nowMs) },
      { key: 'speed', label: label('speed'), value: unit('kmh', part.speedKmh, 1) },
      { key: 'heading', label: label('heading'), value: heading },
      { key: 'height', label: label('height'), value: unit('metres', part.heightM, 1) },
      {
        key: 'satellites',
        label: label('satellites'),
        value: part.satellites > 0 ? n(part.satellites) : t('fleet.noSatellites'),
      },
      { key: 'sources', label: label('sources'), value: part.sources.join(', ') },
    ])
  }

  function fixWords(part: Part<'position'>, nowMs: number): string {
    const state = t(part.fix ? 'fleet.fix.yes' : 'fleet.fix.no')
    if (part.time <= 0) return state
    return `${state}, ${t('fleet.ago', { time: duration((nowMs - part.time) / 1000) })}`
  }

  function hardware(part: Part<'info'>): Fact[] {
    return Object.entries(part.hardware)
      .filter(([, count]) => count > 0)
      .map(([key, count]) => ({
        key,
        label: te(`fleet.hardware.${key}`) ? t(`fleet.hardware.${key}`) : key,
        value: n(count),
      }))
  }

  return { info, status, position, hardware }
}

function timeOf(timeMs: number | undefined): string | undefined {
  return timeMs === undefined ? undefined : dateTime(timeMs)
}

/** Latitude, longitude, as maps take them. */
function coordinates(part: Part<'position'>): string {
  return `${part.latitude.toFixed(DIGITS)}, ${part.longitude.toFixed(DIGITS)}`
}
