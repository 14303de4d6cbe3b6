/** Commands that make something go wrong. */
import Type from 'typebox'
import { X509Certificate } from 'node:crypto'
import { lockAccount } from '../operations/auth.ts'
import { makeCertificate } from '../certificate.ts'
import { pushes } from '../../../shared/platform/index.ts'
import { OnlineReason } from '../../../shared/platform/log.ts'
import type { PlatformServer } from '../http/server.ts'
import type { PushName } from '../push/connection.ts'
import type { Subscriptions } from '../push/subscriptions.ts'
import type { World } from '../world.ts'
import { command } from './command.ts'
import { accountOf, deviceOf } from './lookup.ts'

const FAULT = { operation: Type.String(), times: Type.Optional(Type.Integer({ minimum: 1 })) }
const SUBSCRIPTION = Type.Optional(Type.Enum(Object.keys(pushes) as PushName[]))
const AT_DEVICE = Type.Object({ device: Type.Optional(Type.String()) })
const FOR_ACCOUNT = Type.Object({ account: Type.Optional(Type.String()) })

export function faultCommands(world: World, subscriptions: Subscriptions, server: PlatformServer) {
  return {
    refuse: command(
      Type.Object({
        ...FAULT,
        code: Type.Integer(),
        msg: Type.Optional(Type.String()),
        status: Type.Optional(Type.Integer()),
      }),
      (input) => world.faults.refuse(input),
    ),
    delay: command(Type.Object({ ...FAULT, ms: Type.Number({ minimum: 0 }) }), (input) => world.faults.delay(input)),
    drop: command(Type.Object({ ...FAULT, after: Type.Optional(Type.Boolean()) }), (input) => world.faults.drop(input)),
    /** How many faults of an operation wait for a call: one that is hit, and goes on for long, does not any more. */
    armed: command(Type.Object({ operation: Type.String() }), ({ operation }) => world.faults.armed(operation)),
    clear: command(Type.Object({ operation: Type.Optional(Type.String()) }), (input) =>
      world.faults.clear(input.operation),
    ),
    failNext: command(Type.Object({ operation: Type.String(), device: Type.String() }), ({ operation, device }) =>
      world.failures.failNext(operation, deviceOf(world, device).id),
    ),
    freeze: command(AT_DEVICE, ({ device }) => world.dialogs.hold(device, 'all')),
    stopVideo: command(AT_DEVICE, ({ device }) => world.dialogs.hold(device, 'video')),
    thaw: command(AT_DEVICE, ({ device }) => world.dialogs.hold(device, 'none')),
    closeWebsockets: command(
      Type.Object({
        code: Type.Optional(Type.Integer()),
        account: Type.Optional(Type.String()),
        subscription: SUBSCRIPTION,
      }),
      ({ code, account, subscription }) => ({
        closed: subscriptions.closeAll(code ?? 1001, { account, subscription }),
      }),
    ),
    holdWebsockets: command(
      Type.Object({ held: Type.Boolean(), subscription: SUBSCRIPTION }),
      ({ held, subscription }) => subscriptions.holdAll(held, { subscription }),
    ),
    upgrades: command(
      Type.Object({ mode: Type.Union([Type.Literal('accept'), Type.Literal('refuse'), Type.Literal('half-open')]) }),
      ({ mode }) => {
        subscriptions.mode = mode
      },
    ),
    certificate: command(
      Type.Object({
        commonName: Type.Optional(Type.String()),
        alternativeNames: Type.Optional(Type.Array(Type.String())),
      }),
      ({ commonName, alternativeNames }) => {
        const names = {
          commonName: commonName ?? world.options.commonName,
          alternativeNames: alternativeNames ?? world.options.alternativeNames,
        }
        const certificate = makeCertificate(names, world.now())
        server.useCertificate(certificate)
        return { fingerprint256: new X509Certificate(certificate.cert).fingerprint256 }
      },
    ),
    expireTokens: command(FOR_ACCOUNT, ({ account }) => ({ ended: world.sessions.endAll(account) })),
    kick: command(Type.Object({ account: Type.String() }), ({ account }) => {
      const ended = world.presence.because(OnlineReason.kicked, () =>
        world.sessions.endAll(accountOf(world, account).id),
      )
      return { ended, closed: subscriptions.closeAll(4001, { account }) }
    }),
    lock: command(
      Type.Object({ account: Type.String(), seconds: Type.Number({ minimum: 0 }) }),
      ({ account, seconds }) => lockAccount(world, accountOf(world, account), seconds),
    ),
    setOnline: command(Type.Object({ device: Type.String(), online: Type.Boolean() }), ({ device, online }) =>
      world.fleet.setOnline(deviceOf(world, device), online),
    ),
    listen: command(Type.Object({ up: Type.Boolean() }), ({ up }) => (up ? server.up() : server.down())),
  }
}
