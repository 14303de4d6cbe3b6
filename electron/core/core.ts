/**
 * The program. Builds every service by hand, in order, and gives back what a host needs: a way to attach a pipe and a way to
 * end. Never imports `electron`.
 */
import { randomUUID } from 'node:crypto'
import { contract, type WatchpostHandlers } from '../../shared/contract/index.ts'
import { Scope } from '../../shared/disposables.ts'
import { serve, type Pipe } from '../../shared/wire.ts'
import { accountFolder } from './account-folder.ts'
import { alarmServices } from './alarms/alarm-services.ts'
import { alarmsHandlers } from './alarms/alarms-handlers.ts'
import { appHandlers, measureUsage } from './app/app.ts'
import { Badge } from './app/badge.ts'
import { Captures } from './captures/captures.ts'
import { capturesHandlers } from './captures/captures-handlers.ts'
import { Chat } from './chat/chat.ts'
import { chatHandlers } from './chat/chat-handlers.ts'
import { ChatExport } from './chat/export/chat-export.ts'
import { checker } from './checker.ts'
import { AccountDatabase } from './db/account-database.ts'
import { cacheHandlers } from './db/cache-handlers.ts'
import { RetentionKeeper } from './db/retention.ts'
import { deskHandlers } from './desk/desk-handlers.ts'
import { Downloads } from './downloads/downloads.ts'
import { downloadsHandlers } from './downloads/downloads-handlers.ts'
import { CoreEvents } from './events.ts'
import type { FileAnswer, FileRequest } from './files/file-answer.ts'
import { Files } from './files/files.ts'
import { Fleet } from './fleet/fleet.ts'
import { fleetHandlers } from './fleet/fleet-handlers.ts'
import type { Host, MediaPipe, PowerEvent } from './host.ts'
import { Intercom } from './intercom/intercom.ts'
import { intercomHandlers } from './intercom/intercom-handlers.ts'
import { Ledger } from './ledger/ledger.ts'
import { ledgerHandlers } from './ledger/ledger-handlers.ts'
import { Live } from './live/live.ts'
import { liveHandlers } from './live/live-handlers.ts'
import { platformHandlers } from './platform/platform-handlers.ts'
import { TIMINGS, type Timings } from './platform/timings.ts'
import { Watches } from './platform/watches.ts'
import type { ActiveSession } from './session/active-session.ts'
import { Ptz } from './ptz/ptz.ts'
import { ptzHandlers } from './ptz/ptz-handlers.ts'
import { Session } from './session/session.ts'
import { sessionHandlers } from './session/session-handlers.ts'
import { Settings, settingsHandlers } from './settings/settings.ts'
import { Sites, sitesHandlers } from './sites/sites.ts'
import { Walls } from './walls/walls.ts'
import { wallsHandlers } from './walls/walls-handlers.ts'

export interface Core {
  /** Attaches one renderer. The scope dies with the pipe, and everything the renderer opened with it. */
  readonly serve: (pipe: Pipe) => Scope
  /** A file of the platform for our page; never throws. The body stops with the signal and with the session. */
  readonly file: (request: FileRequest, signal: AbortSignal) => Promise<FileAnswer>
  /** A window comes for the frames of a stream with the ticket it was given. */
  readonly media: (ticket: string, pipe: MediaPipe) => void
  /** Closes dialogs, signs out, ends. Bounded in time. */
  dispose(): Promise<void>
}

/** A platform to offer at the sign-in screen: saved as a site under `siteId`. */
export interface Demo {
  siteId: string
  name: string
  address: string
  username: string
  password: string
}

export interface CoreOptions {
  demo?: Demo
  timings?: Partial<Timings>
}

export async function createCore(host: Host, options: CoreOptions = {}): Promise<Core> {
  const timings = { ...TIMINGS, ...options.timings }
  const events = new CoreEvents()
  const scope = new Scope()
  const sites = new Sites(host, events)
  const session = new Session(sites, host, events, timings)
  const database = new AccountDatabase(host, events, timings)
  const settings = new Settings(host, session, events)
  const fleet = new Fleet(host, events, timings)
  const folderOf: FolderOf = ({ site, username }) => accountFolder(host.dataFolder, site.id, username)
  const live = new Live(session, host, events, timings, folderOf)
  const ptz = new Ptz(session, events, timings, folderOf)
  const intercom = new Intercom({ live, events, timings, fleet })
  const log = host.log.bind(host)
  const ledger = new Ledger({ database, events, timings, log, sources: [intercom] })
  const base = { host, events, timings, fleet, database, badge: new Badge(host) }
  const chat = new Chat({ ...base, accountFolder: folderOf })
  const { alarms, desk, reservations } = alarmServices({ ...base, settings, chat })
  const retention = new RetentionKeeper(database, events, timings, log)
  const watches = new Watches(events, timings)
  const files = new Files(host)
  const downloads = new Downloads({ host, events, timings, ready: () => database.ready() })
  const folder = () => downloads.folder()
  const captures = new Captures({ host, events, timings, live, accountFolder: folderOf, folder })
  const first = [
    database,
    settings,
    ledger,
    live,
    intercom,
    ptz,
    files,
    downloads,
    captures,
    chat,
    alarms,
    reservations,
  ]
  // Who listens to the fleet starts before it tells anything.
  for (const service of [...first, desk, fleet, watches, retention]) session.addService(service)
  if (options.demo) await sites.put({ id: options.demo.siteId, name: options.demo.name, address: options.demo.address })

  const handlers: WatchpostHandlers = {
    alarms: alarmsHandlers(alarms, host),
    app: appHandlers(host, demoFacts(options.demo)),
    captures: capturesHandlers(captures, host),
    cache: cacheHandlers(database, retention, host),
    chat: chatHandlers(chat, new ChatExport(host)),
    desk: deskHandlers(desk),
    downloads: downloadsHandlers(downloads, host),
    fleet: fleetHandlers(fleet, session),
    intercom: intercomHandlers(intercom),
    ledger: ledgerHandlers(ledger, host),
    live: liveHandlers(live),
    platform: platformHandlers(session, watches),
    ptz: ptzHandlers(ptz, session, reservations),
    session: sessionHandlers(session),
    settings: settingsHandlers(settings),
    sites: sitesHandlers(sites),
    walls: wallsHandlers(new Walls(host, events), host),
  }
  scope.own(measureUsage(host, events))
  scope.own(database.onReplaced(() => [chat, alarms, downloads].forEach((service) => service.renew())))
  scope.own(host.onPower((event) => powerChanged(event, [ptz, intercom], [fleet, chat, alarms])))
  const attach = listenTo(handlers, events, host)
  return {
    file: (request, signal) => files.answer(request, signal),
    media: (ticket, pipe) => live.attach(ticket, pipe),
    serve: (pipe) => ownedBy(scope, attach(pipe)),
    dispose: async () => {
      await session.signOut()
      scope.dispose()
    },
  }
}

/** A window goes with the core, and is no burden to it once it has gone by itself. */
function ownedBy(scope: Scope, connection: Scope): Scope {
  const off = scope.own(() => connection.dispose())
  connection.own(off)
  return connection
}

function listenTo(handlers: WatchpostHandlers, events: CoreEvents, host: Host): (pipe: Pipe) => Scope {
  return serve({
    contract,
    handlers,
    events,
    checker,
    onInternal: (error, callName) => logInternal(host, error, callName),
    onBadFrame: (reason) => host.log('warn', `frame from a window left out: ${reason}`),
  })
}

type FolderOf = (session: ActiveSession) => string

/** A machine that was locked or sleeps has nobody's hand at anything. After a sleep, what was lost meanwhile is tried at once. */
function powerChanged(
  event: PowerEvent,
  held: readonly { releaseAll(): void }[],
  services: readonly { hurry(): void }[],
): void {
  if (event === 'lock' || event === 'suspend') for (const one of held) one.releaseAll()
  if (event === 'resume') for (const service of services) service.hurry()
}

function demoFacts(demo: Demo | undefined) {
  return demo && { siteId: demo.siteId, username: demo.username, password: demo.password }
}

/** Logged with its stack under a number; the operator sees the number. */
function logInternal(host: Host, error: unknown, callName: string): string {
  const reference = randomUUID().slice(0, 8)
  host.log(
    'error',
    `${reference} ${callName}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  )
  return reference
}
