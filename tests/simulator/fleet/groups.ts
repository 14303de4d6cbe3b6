/** The tree of groups: city, districts, teams, squads. About one group for twenty devices. */
import type { Group } from './build.ts'
import { CITY, DISTRICTS, TEAMS, type DistrictName, type TeamName } from './names.ts'

/** Where devices belong, with what their names are made of. */
export interface GroupSeat {
  readonly group: string
  /** User group of the same district. */
  readonly district: string
  readonly place: DistrictName
  readonly team: TeamName
  readonly middle: { readonly east: number; readonly north: number }
  readonly label: string
}

export interface GroupPlan {
  /** The root first, parents before children. */
  readonly groups: Group[]
  readonly userGroups: readonly Group[]
  readonly seats: readonly GroupSeat[]
}

const DEVICES_PER_GROUP = 20

export function buildGroups(deviceCount: number): GroupPlan {
  const wanted = Math.max(4, Math.round(deviceCount / DEVICES_PER_GROUP))
  const districtCount = Math.min(DISTRICTS.length, Math.max(2, Math.round(wanted / 6)))
  const root = { id: CITY.id, pid: '', name: `${CITY.zh} / ${CITY.en}` }
  const groups: Group[] = [root]
  const userGroups: Group[] = [root]
  const districts = DISTRICTS.slice(0, districtCount).map((place, index) => {
    const group = { id: groupId(index + 1), pid: CITY.id, name: `${place.zh}分局 / ${place.en} District`, place }
    groups.push({ id: group.id, pid: group.pid, name: group.name })
    userGroups.push({ id: group.id, pid: group.pid, name: group.name })
    return group
  })
  const seats: GroupSeat[] = []
  for (let index = 0; groups.length < wanted || seats.length === 0; index++) {
    const district = districts[index % districtCount]
    const round = Math.floor(index / districtCount)
    const team = TEAMS[round % TEAMS.length]
    if (!district || !team) break
    const squad = Math.floor(round / TEAMS.length)
    const parent = squad === 0 ? district.id : teamOf(seats, district.place, team)
    const name =
      squad === 0
        ? `${district.place.zh}${team.zh} / ${district.place.en} ${team.en}`
        : `第${squad}中队 / Squad ${squad}`
    const id = groupId(100 + index)
    groups.push({ id, pid: parent, name })
    seats.push({
      group: id,
      district: district.id,
      place: district.place,
      team,
      middle: district.place,
      label: district.place.en + team.en,
    })
  }
  return { groups, userGroups, seats }
}

function teamOf(seats: readonly GroupSeat[], place: DistrictName, team: TeamName): string {
  return seats.find((seat) => seat.place === place && seat.team === team)?.group ?? CITY.id
}

function groupId(number: number): string {
  return String(number).padStart(6, '0')
}
