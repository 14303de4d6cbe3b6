/** Every service of the program, built by hand and in order. */
import { accountFolder } from './account-folder.ts'
import { alarmServices } from './alarms/alarm-services.ts'
import { Badge } from './app/badge.ts'
import { Captures } from './captures/captures.ts'
import { Chat } from './chat/chat.ts'
import { Conferences } from './conferences/conferences.ts'
import { AccountDatabase } from './db/account-database.ts'
import { RetentionKeeper } from './db/retention.ts'
import { Downloads } from './downloads/downloads.ts'
import type { CoreEvents } from './events.ts'
import { Files } from './files/files.ts'
import { Fleet } from './fleet/fleet.ts'
import { GroupFeed } from './groups/group-feed.ts'
import type { Host, PowerEvent } from './host.ts'
import { Intercom } from './intercom/intercom.ts'
import { GlobalKeys } from './keys/global-keys.ts'
import { ConferenceBursts } from './ledger/conference-bursts.ts'
import { Ledger } from './ledger/ledger.ts'
import { TalkSound } from './ledger/talk-sound.ts'
import { Live } from './live/live.ts'
import { BaseMaps } from './maps/base-maps.ts'
import type { Timings } from './platform/timings.ts'
import { Watches } from './platform/watches.ts'
import { Positions } from './positions/positions.ts'
import { Ptz } from './ptz/ptz.ts'
import type { ActiveSession } from './session/active-session.ts'
import { Session } from './session/session.ts'
import { Settings } from './settings/settings.ts'
import { Sites } from './sites/sites.ts'

export type Services = ReturnType<typeof createServices>

export function createServices(host: Host, events: CoreEvents, timings: Timings) {
  const sites = new Sites(host, events)
  const session = new Session(sites, host, events, timings)
  const database = new AccountDatabase(host, events, timings)
  const settings = new Settings(host, session, events)
  const fleet = new Fleet(host, events, timings)
  const accountFolderOf = ({ site, username }: ActiveSession) => accountFolder(host.dataFolder, site.id, username)
  const live = new Live(session, host, events, timings, accountFolderOf)
  const ptz = new Ptz(session, events, timings, accountFolderOf)
  const intercom = new Intercom({ live, events, timings, fleet })
  const feed = new GroupFeed(host, timings)
  const conferences = new Conferences({ host, events, timings, settings, feed })
  const keys = new GlobalKeys(host, events, timings)
  const bursts = new ConferenceBursts(events, fleet)
  const log = host.log.bind(host)
  const sound = new TalkSound({
    ...{ database, events, settings, timings, log, accountFolder: accountFolderOf },
    speeches: bursts,
  })
  const ledger = new Ledger({ database, events, timings, log, sources: [intercom, bursts], sound })
  const base = { host, events, timings, fleet, feed, database, accountFolder: accountFolderOf, badge: new Badge(host) }
  const chat = new Chat(base)
  const { alarms, desk, reservations } = alarmServices({ ...base, settings, chat })
  const retention = new RetentionKeeper(database, events, timings, log, (files) => sound.drop(files))
  const positions = new Positions(host, events, timings)
  const watches = new Watches(events, timings)
  const files = new Files(host)
  const maps = new BaseMaps({ ...base, settings })
  const downloads = new Downloads({ ...base, ready: () => database.ready() })
  const captures = new Captures({ ...base, live, folder: () => downloads.folder() })
  const first = [database, settings, ledger, bursts, live, intercom, ptz, conferences, feed, files, maps]
  const then = [downloads, captures, chat, alarms, reservations, desk]
  // Who listens to the fleet starts before it tells anything.
  for (const service of [...first, ...then, fleet, positions, watches, retention]) session.addService(service)
  return {
    ...{
      sites,
      session,
      database,
      settings,
      fleet,
      live,
      ptz,
      intercom,
      ledger,
      feed,
      conferences,
      keys,
      chat,
      alarms,
      desk,
    },
    ...{ reservations, retention, positions, watches, files, maps, downloads, captures },
  }
}

/** A machine that was locked or sleeps has no hand at anything. After a sleep, what was lost meanwhile is tried at once. */
export function powerChanged(event: PowerEvent, services: Services): void {
  const { ptz, intercom, conferences, keys, fleet, feed, positions, chat, alarms } = services
  keys.powerChanged(event)
  if (event === 'lock' || event === 'suspend') for (const held of [ptz, intercom, conferences]) held.releaseAll()
  if (event === 'resume') for (const one of [fleet, feed, positions, chat, alarms, conferences]) one.hurry()
}
