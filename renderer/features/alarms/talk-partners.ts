/** Who can be spoken with about an alarm. */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import type { Partner } from '../../../shared/contract/chat.ts'
import { AudienceType } from '../../../shared/platform/message-content.ts'

export interface TalkPartner extends Partner {
  readonly name: string
}

/** What there is to be spoken about: who, and by what. */
export type TalkSubject = Pick<Alarm, 'user' | 'device'>

/** The person first: who can be hurt answers before what can be broken. */
export function partnersOf({ user, device }: TalkSubject): TalkPartner[] {
  const found: TalkPartner[] = []
  if (user?.id) found.push({ kind: AudienceType.user, id: user.id, name: user.name })
  if (device.id) found.push({ kind: AudienceType.device, id: device.id, name: device.name })
  return found
}

export function samePartner(one: Partner, other: Partner): boolean {
  return one.kind === other.kind && one.id === other.id
}
