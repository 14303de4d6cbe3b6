/** Temporary groups: they have a meeting from the start, and go when nobody spoke in it for their time. */
import { ConferenceChange } from '../../../shared/platform/websocket.ts'
import type { Clock } from '../clock.ts'
import type { Conferences } from './conferences.ts'
import type { ChatGroup } from './group.ts'
import type { ChatGroups } from './groups.ts'

export function watchTemporary(clock: Clock, groups: ChatGroups, conferences: Conferences): void {
  const takeBack = new Map<string, () => void>()

  function wind({ id, expireS }: ChatGroup): void {
    takeBack.get(id)?.()
    takeBack.set(
      id,
      clock.after(expireS * 1000, () => {
        const group = groups.find(id)
        if (!group) return
        if (conferences.find(id)?.speakers.length) wind(group)
        else groups.remove(group)
      }),
    )
  }

  groups.onChanged(({ operation, group, member }) => {
    if (member || group.expireS === 0) return
    if (operation === ConferenceChange.added) {
      conferences.create(group)
      wind(group)
    } else if (operation === ConferenceChange.removed) takeBack.get(group.id)?.()
  })
  conferences.onChanged(({ operation, conference: { group } }) => {
    const isSpeech = operation === ConferenceChange.speechBegan || operation === ConferenceChange.speechEnded
    if (isSpeech && group.expireS > 0) wind(group)
  })
}
