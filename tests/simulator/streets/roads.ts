/** The classes of streets, the greatest first. */
export const Road = { expressway: 0, arterial: 1, mainStreet: 2, local: 3 } as const
export type RoadId = (typeof Road)[keyof typeof Road]

/** By class, km/h. */
export const LIMIT_KMH = [80, 60, 50, 30] as const

export function limitMps(road: number): number {
  return (LIMIT_KMH[road] ?? LIMIT_KMH[Road.local]) / 3.6
}
