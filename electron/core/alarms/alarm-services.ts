/** Alarms, what else is told by their claims, and the desk, put together from what they need of the other services. */
import { MessageType } from '../../../shared/platform/message-content.ts'
import type { Badge } from '../app/badge.ts'
import type { Chat } from '../chat/chat.ts'
import { missedOfChat } from '../desk/chat-messages.ts'
import { Desk } from '../desk/desk.ts'
import type { CoreEvents } from '../events.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import { Reservations } from '../ptz/reservations.ts'
import type { Settings } from '../settings/settings.ts'
import type { AlarmDatabase } from './alarm-store.ts'
import { Alarms } from './alarms.ts'
import { SiteLevels } from './site-levels.ts'

export interface AlarmServicesParts {
  readonly host: Host
  readonly events: CoreEvents
  readonly timings: Timings
  readonly settings: Settings
  readonly fleet: Fleet
  readonly chat: Chat
  readonly database: AlarmDatabase
  readonly badge: Badge
}

export interface AlarmServices {
  readonly alarms: Alarms
  readonly desk: Desk
  readonly reservations: Reservations
}

export function alarmServices(parts: AlarmServicesParts): AlarmServices {
  const { host, events, timings, settings, fleet, chat, database, badge } = parts
  const deviceName = (id: string): string | undefined => fleet.devices.get(id)?.name
  const names = { device: deviceName, user: (id: string) => fleet.users.get(id)?.name }
  const levels = new SiteLevels(host)
  const alarms = new Alarms({ host, events, timings, settings, levels, names, database, badge })
  events.on('chat.messagesAdded', ({ messages }) => {
    for (const { id, speaker, time, body } of messages)
      if (body.kind === MessageType.custom) alarms.hear({ id, speaker, time, text: body.text })
  })
  const desk = new Desk({ host, events, timings, database, alarms, deviceName, messages: missedOfChat(chat) })
  const reservations = new Reservations(alarms, events, timings, (text) => host.log('warn', text))
  return { alarms, desk, reservations }
}
