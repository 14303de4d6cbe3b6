/**
 * The program. Puts what the services can do behind one pipe, and gives back what a host needs: a way to attach a pipe and a way
 * to end. Never imports `electron`.
 */
import { randomUUID } from 'node:crypto'
import { contract, type WatchpostHandlers } from '../../shared/contract/index.ts'
import { Scope } from '../../shared/disposables.ts'
import { serve, type Pipe } from '../../shared/wire.ts'
import { alarmsHandlers } from './alarms/alarms-handlers.ts'
import { appHandlers, measureUsage } from './app/app.ts'
import { capturesHandlers } from './captures/captures-handlers.ts'
import { chatHandlers } from './chat/chat-handlers.ts'
import { ChatExport } from './chat/export/chat-export.ts'
import { checker } from './checker.ts'
import { conferencesHandlers } from './conferences/conferences-handlers.ts'
import { cacheHandlers } from './db/cache-handlers.ts'
import { deskHandlers } from './desk/desk-handlers.ts'
import { downloadsHandlers } from './downloads/downloads-handlers.ts'
import { CoreEvents } from './events.ts'
import type { FileAnswer, FileRequest } from './files/file-answer.ts'
import { fleetHandlers } from './fleet/fleet-handlers.ts'
import type { Host, MediaPipe } from './host.ts'
import { intercomHandlers } from './intercom/intercom-handlers.ts'
import { keysHandlers } from './keys/keys-handlers.ts'
import { ledgerHandlers } from './ledger/ledger-handlers.ts'
import { soundAnswer } from './ledger/sound-answer.ts'
import { liveHandlers } from './live/live-handlers.ts'
import { mapsHandlers } from './maps/maps-handlers.ts'
import { platformHandlers } from './platform/platform-handlers.ts'
import { positionsHandlers } from './positions/positions-handlers.ts'
import { TIMINGS, type Timings } from './platform/timings.ts'
import { ptzHandlers } from './ptz/ptz-handlers.ts'
import { createServices, powerChanged, type Services } from './services.ts'
import { sessionHandlers } from './session/session-handlers.ts'
import { settingsHandlers } from './settings/settings.ts'
import { sitesHandlers } from './sites/sites.ts'
import { tracksHandlers } from './tracks/tracks-handlers.ts'
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
  const services = createServices(host, events, timings)
  const { sites, session, database, chat, alarms, downloads, files, ledger, maps, live, keys } = services
  const { demo } = options
  if (demo) await sites.put({ id: demo.siteId, name: demo.name, address: demo.address })
  scope.own(measureUsage(host, events))
  scope.own(database.onReplaced(() => [chat, alarms, downloads].forEach((service) => service.renew())))
  scope.own(() => keys.dispose())
  scope.own(host.onPower((event) => powerChanged(event, services)))
  const attach = listenTo(handlersOf(services, { host, events, timings, demo }), events, host)
  return {
    file: (request, signal) => {
      const [of] = request.segments
      if (of === 'talk') return soundAnswer(ledger.sound, request, signal)
      return (of === 'map' ? maps : files).answer(request, signal)
    },
    media: (ticket, pipe) => live.attach(ticket, pipe),
    serve: (pipe) => ownedBy(scope, attach(pipe)),
    dispose: async () => {
      await session.signOut()
      scope.dispose()
    },
  }
}

interface Around {
  readonly host: Host
  readonly events: CoreEvents
  readonly timings: Timings
  readonly demo: Demo | undefined
}

function handlersOf(services: Services, { host, events, timings, demo }: Around): WatchpostHandlers {
  const { session, live } = services
  return {
    alarms: alarmsHandlers(services.alarms, host),
    app: appHandlers(host, demoFacts(demo)),
    captures: capturesHandlers(services.captures, host),
    cache: cacheHandlers(services, host),
    chat: chatHandlers(services.chat, new ChatExport(host)),
    conferences: conferencesHandlers(services.conferences, { live, timings }),
    desk: deskHandlers(services.desk),
    downloads: downloadsHandlers(services.downloads, host),
    fleet: fleetHandlers(services.fleet, session),
    intercom: intercomHandlers(services.intercom),
    keys: keysHandlers(services.keys),
    ledger: ledgerHandlers(services.ledger, host),
    live: liveHandlers(live),
    maps: mapsHandlers(services.maps),
    platform: platformHandlers(session, services.watches),
    positions: positionsHandlers(services.positions),
    ptz: ptzHandlers(services.ptz, session, services.reservations),
    session: sessionHandlers(session),
    settings: settingsHandlers(services.settings),
    sites: sitesHandlers(services.sites),
    tracks: tracksHandlers(session, host, events),
    walls: wallsHandlers(new Walls(host, events), host),
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
