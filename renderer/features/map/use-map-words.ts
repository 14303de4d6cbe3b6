/** Lengths, areas, ages and places in the language of the screen. */
import { useI18n } from 'vue-i18n'
import { duration } from '../../ui/time.ts'
import { writePlace } from './coordinates.ts'
import { useStageStore } from './stage-store.ts'

const WINDS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const
const DAY_S = 86_400

export function useMapWords() {
  const { t, n } = useI18n()
  const stage = useStageStore()
  const number = (value: number, digits: number): string => n(value, { maximumFractionDigits: digits })

  return {
    length: (metres: number): string =>
      metres < 1000
        ? t('map.unitOf.metres', { value: number(metres, metres < 10 ? 1 : 0) })
        : t('map.unitOf.kilometres', { value: number(metres / 1000, metres < 100_000 ? 2 : 0) }),
    area: (squareMetres: number): string =>
      squareMetres < 100_000
        ? t('map.unitOf.squareMetres', { value: number(squareMetres, 0) })
        : t('map.unitOf.squareKilometres', { value: number(squareMetres / 1e6, squareMetres < 1e8 ? 2 : 0) }),
    place: (lng: number, lat: number): string => writePlace(stage.options.notation, lng, lat),
    age: (seconds: number | undefined): string => {
      if (seconds === undefined) return t('map.unit.ageUnknown')
      const text = seconds < DAY_S ? duration(seconds) : t('map.unit.days', { count: Math.floor(seconds / DAY_S) })
      return t('map.unit.ago', { time: text })
    },
    heading: (degrees: number): string => {
      const wind = WINDS[Math.round(degrees / 45) % WINDS.length] ?? 'n'
      return `${t('fleet.unit.degrees', { value: number(degrees, 0) })} ${t(`fleet.wind.${wind}`)}`
    },
    speed: (kmh: number): string => t('fleet.unit.kmh', { value: number(kmh, 0) }),
    height: (metres: number): string => t('fleet.unit.metres', { value: number(metres, 0) }),
  }
}
