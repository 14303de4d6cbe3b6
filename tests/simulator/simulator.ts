/** A platform to develop and test against. Starts its parts in order and ends them in reverse. */
import { X509Certificate } from 'node:crypto'
import { CREDENTIALS } from './accounts/registry.ts'
import { makeCertificate } from './certificate.ts'
import { createCascade } from './cascade/cascade.ts'
import { createChat } from './chat/chat.ts'
import { createClock, type Clock } from './clock.ts'
import { cascadeCommands } from './control/cascade-commands.ts'
import { chatCommands } from './control/chat-commands.ts'
import { meetingCommands } from './control/meeting-commands.ts'
import { callsOf, type CallsOf, type RemoteCallsOf } from './control/command.ts'
import { faultCommands } from './control/fault-commands.ts'
import { pushCommands } from './control/push-commands.ts'
import { mediaCommands, type MediaAddresses } from './control/media-commands.ts'
import { ptzCommands } from './control/ptz-commands.ts'
import { recordCommands } from './control/record-commands.ts'
import { seenCommands } from './control/seen-commands.ts'
import { answerControl } from './control/server.ts'
import { settingCommands, type ChurnSwitch } from './control/setting-commands.ts'
import { userCommands } from './control/user-commands.ts'
import { sentCodecs } from './configuration/encoders.ts'
import { audioInOf } from './configuration/sound.ts'
import { createDeviceConfig } from './device-config.ts'
import { createDialogs } from './dialogs.ts'
import { createFailures } from './failures.ts'
import { createCameras } from './ptz/cameras.ts'
import { createFaults } from './faults.ts'
import { createFences } from './fences/create.ts'
import { createFleet } from './fleet/fleet.ts'
import { exchange } from './http/exchange.ts'
import { startServer, type PlatformServer } from './http/server.ts'
import { startLife } from './life.ts'
import { createMemory } from './memory.ts'
import { Programs } from './modules/programs.ts'
import { allHandlers } from './operations/all.ts'
import { DEFAULTS, type SimulatorOptions } from './options.ts'
import { createPeople, watchPeople } from './people.ts'
import { pushAlarms } from './push/alarms.ts'
import { createFeeds } from './push/feeds.ts'
import { pushOnlineStatus } from './push/online-status.ts'
import { Subscriptions } from './push/subscriptions.ts'
import { createStoragePlans } from './plans/storage-plans.ts'
import { createRecords } from './records.ts'
import { createSessions } from './sessions.ts'
import { createFormats } from './storage/formats.ts'
import { createTimetables } from './storage/timetables.ts'
import { createMedia } from './media/open.ts'
import type { MediaSockets } from './media/sockets.ts'
import type { World } from './world.ts'

function commandTable(world: World, server: PlatformServer, churn: ChurnSwitch, addresses: MediaAddresses) {
  const { pushes: subscriptions } = world
  return {
    ...faultCommands(world, subscriptions, server),
    ...settingCommands(world, subscriptions, churn),
    ...seenCommands(world, subscriptions),
    ...recordCommands(world),
    ...userCommands(world),
    ...pushCommands(world),
    ...cascadeCommands(world),
    ...chatCommands(world),
    ...meetingCommands(world),
    ...ptzCommands(world),
    ...mediaCommands(world, addresses),
  }
}

type CommandTable = ReturnType<typeof commandTable>
export type Controls = CallsOf<CommandTable>
export type RemoteControls = RemoteCallsOf<CommandTable>
export type Seen = ReturnType<Controls['seen']>
export type FleetFacts = ReturnType<Controls['fleet']>

export interface Simulator {
  /** Base address of the platform, without a slash at the end. */
  readonly url: string
  /** Base address of the commands: `POST <controlUrl>/<command>`. */
  readonly controlUrl: string
  readonly accounts: readonly { readonly username: string; readonly password: string }[]
  /** SHA-256 fingerprint of the certificate at the start, with TLS. */
  readonly fingerprint256: string | undefined
  /** The same commands as on the control address. */
  readonly control: Controls
  seen(): Seen
  fleet(): FleetFacts
  /**
   * Ends everything it listens on and sends. Once media was opened the native WebRTC library keeps the process alive:
   * a script ends with `process.exit`. (Its own clean-up breaks connections that are opened later in the same process.)
   */
  close(): Promise<void>
}

/** Options that are left out have the values of `DEFAULTS`; `now` (epoch ms) is for tests of time. */
export async function startSimulator(
  given: Partial<SimulatorOptions> & { now?: () => number } = {},
): Promise<Simulator> {
  const { now = Date.now, ...rest } = given
  const options: SimulatorOptions = { ...DEFAULTS, ...rest }
  const world = createWorld(options, createClock(now))
  const media = createMedia({
    now: world.now,
    viewOf: (device, channel) => world.cameras.of(device, channel.ptz)?.view,
    codecsOf: (device, channel) => sentCodecs(world, device, channel),
    isHalfDuplex: (device, channel) => audioInOf(world, device, channel).enableHalfDuplex,
  })
  const handlers = allHandlers(world, media)
  world.fleet.onChanged(world.dialogs.deviceChanged)
  world.fleet.onRemoved(world.dialogs.closeOf)
  const stopPushing = pushOnlineStatus(world)
  pushAlarms(world)
  watchPeople(world)
  const certificate = options.tls ? makeCertificate(options, world.now()) : undefined
  const server = await startServer(
    options.port,
    certificate,
    (message, response) => void exchange(world, handlers, message, response).catch(() => message.socket.destroy()),
    (...upgrade) =>
      (media.sockets.throughPlatform && media.sockets.onUpgrade(...upgrade)) || world.pushes.onUpgrade(...upgrade),
  )
  const mediaServer = await startMediaServer(media.sockets)
  media.sockets.port = server.port
  const churn: ChurnSwitch = { stop: startLife(world, options.churn) }
  const sweep = setInterval(world.sessions.sweep, 1000)
  sweep.unref()
  const addresses = { sockets: media.sockets, platformPort: server.port, ownPort: mediaServer.port }
  const table = commandTable(world, server, churn, addresses)
  const controlServer = await startServer(
    options.controlPort,
    undefined,
    (message, response) => void answerControl(table, message, response),
  )
  const control = callsOf(table)
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${server.port}`,
    controlUrl: `http://127.0.0.1:${controlServer.port}/control`,
    accounts: CREDENTIALS,
    fingerprint256: certificate && new X509Certificate(certificate.cert).fingerprint256,
    control,
    seen: () => control.seen({}),
    fleet: () => control.fleet({}),
    async close() {
      clearInterval(sweep)
      churn.stop()
      stopPushing()
      world.positions.dispose()
      world.pushes.dispose()
      world.clock.dispose()
      world.dialogs.closeAll()
      media.sockets.dispose()
      await Promise.all([server.close(), mediaServer.close(), controlServer.close()])
    },
  }
}

/** The media server's own address: websockets only, never TLS. */
function startMediaServer(sockets: MediaSockets): Promise<PlatformServer> {
  return startServer(
    0,
    undefined,
    (_message, response) => void response.writeHead(404).end(),
    (...upgrade) => {
      if (!sockets.onUpgrade(...upgrade)) upgrade[1].destroy()
    },
  )
}

function createWorld(options: SimulatorOptions, clock: Clock): World {
  const { now } = clock
  const fleet = createFleet(options.devices, options.seed, now)
  const people = createPeople(fleet, now)
  const sessions = createSessions(options.tokenLifetimeS, now)
  const memory = createMemory()
  const deviceConfig = createDeviceConfig()
  const ground = {
    options,
    clock,
    now,
    fleet,
    deviceConfig,
    cameras: createCameras(fleet, clock),
    formats: createFormats(fleet, clock),
    timetables: createTimetables(fleet, clock),
    ...people,
    sessions,
    ...createRecords({ fleet, sessions, accounts: people.accounts, clock, deviceConfig, seed: options.seed }),
    faults: createFaults(),
    failures: createFailures(),
    memory,
    pushes: new Subscriptions({ options, now, sessions, memory }),
    dialogs: createDialogs(),
    cascade: createCascade(fleet, clock),
    programs: new Programs(now),
    settings: { complexPassword: options.complexPassword, lockS: options.lockS, realName: false, passwordCycleDays: 0 },
  }
  const fed = { ...ground, ...createFeeds(ground), storagePlans: createStoragePlans(ground) }
  return { ...fed, ...createChat(fed), fences: createFences(fed) }
}
