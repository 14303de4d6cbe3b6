import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { until } from '../../support/until.ts'

/** A conference with one device in its group, begun and joined; its group. */
export async function watchOf(client: WatchpostClient, unit: string): Promise<string> {
  const created = await client.platform.call({ operation: 'imgroup.create', body: { name: `Watch ${unit}` } })
  const { id: groupId } = created.data as { id: string }
  const members = [{ memberID: unit, memberType: 'PU' }]
  await client.platform.call({ operation: 'imgroup.addMembers', params: { groupid: groupId }, body: { members } })
  await until('known', async () => (await client.conferences.list({})).some((one) => one.groupId === groupId))
  await client.conferences.begin({ groupId })
  await client.conferences.join({ groupId })
  return groupId
}
