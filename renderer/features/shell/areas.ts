/** The areas of the program, in the order of the rail. Ctrl+1 … Ctrl+9 open them. */
import type { IconName } from '../../ui/icons/icon-shapes.ts'

export const AREAS = [
  { id: 'live', route: '/live' },
  { id: 'map', route: '/map' },
  { id: 'chat', route: '/chat' },
  { id: 'conferences', route: '/conferences' },
  { id: 'alarms', route: '/alarms' },
  { id: 'recordings' },
  { id: 'devices' },
  { id: 'administration', route: '/administration' },
  { id: 'settings', route: '/settings' },
] as const satisfies readonly { id: IconName; route?: string }[]

export type AreaId = (typeof AREAS)[number]['id']

/** The route of an area; undefined for one that this version does not have. */
export function areaRoute(id: AreaId): string | undefined {
  const area = AREAS.find((candidate) => candidate.id === id)
  return area && 'route' in area ? area.route : undefined
}
