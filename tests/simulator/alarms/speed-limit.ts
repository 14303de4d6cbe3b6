/** Where vehicles have to go slowly: some squares of the city, as their units know from the map. */
import type { Place } from '../streets/receiver.ts'

/** Edge of a square, degrees: about half a kilometre. */
const SQUARE_DEGREES = 0.005
/** One square in so many. */
const ONE_IN = 8
const LIMIT_KMH = 45

export const OVERSPEED_TEXT = `超速 / Above ${LIMIT_KMH} km/h`

/** `lng` and `lat` in degrees. */
export function isLimited({ lng, lat }: Pick<Place, 'lng' | 'lat'>): boolean {
  return (Math.floor(lng / SQUARE_DEGREES) + 3 * Math.floor(lat / SQUARE_DEGREES)) % ONE_IN === 0
}

export function isTooFast(place: Place): boolean {
  return place.speed * 3.6 > LIMIT_KMH && isLimited(place)
}
