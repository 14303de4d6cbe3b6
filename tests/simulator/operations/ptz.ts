/** Documentation: chapter "PTZ". The index is that of the PTZ, as documented, not the channel's number. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { mayOpen } from '../accounts/access.ts'
import { need } from '../configuration/check.ts'
import type { Device } from '../fleet/build.ts'
import { ok, type Answer } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { Refusal } from '../http/refusal.ts'
import type { Camera, Stop } from '../ptz/camera.ts'
import {
  keepPresets,
  keepRoutes,
  MOST_POINTS,
  MOST_ROUTES,
  presetsOf,
  routesOf,
  type Preset,
  type Route,
} from '../ptz/presets.ts'
import type { World } from '../world.ts'
import { askDevice, type CallAtChannel } from './ask-device.ts'

/** One PTZ of one device, with what it keeps. */
interface Head {
  readonly device: Device
  readonly camera: Camera
  readonly index: number
  readonly presets: readonly Preset[]
  readonly routes: readonly Route[]
}

/** Lens operations may come without speeds. */
const USUAL_SPEED = 50
const TURNS = /^(up|down|left|right)/

export function ptzHandlers(world: World): HandlerEntry[] {
  const { ptz } = operations
  return [
    handler(ptz.control, (call) =>
      askHead(world, call, ({ camera }) => {
        control(camera, call.body)
        return ok({})
      }),
    ),
    ...presetHandlers(world),
    ...cruiseHandlers(world),
  ]
}

/** Code 2 for a PTZ that the device lacks, 16 for a device that the account may not open: what the vendor's client expects. */
function askHead<D>(world: World, call: CallAtChannel, answer: (head: Head) => Answer<D>): Answer<D> {
  return askDevice(world, call, (device) => {
    const { index } = call.params
    const camera = world.cameras.of(device, index)
    if (!camera) throw new Refusal(PlatformCode.notFound, 'the device has no such PTZ')
    if (!mayOpen(world, call.session.account, device)) throw new Refusal(PlatformCode.noPermission, 'no PTZ permission')
    const presets = presetsOf(world.deviceConfig, device, index)
    const routes = routesOf(world.deviceConfig, device, index)
    return answer({ device, camera, index, presets, routes })
  })
}

function control(camera: Camera, { operate, stop, hSpeed, vSpeed }: BodyOf<typeof operations.ptz.control>): void {
  if (stop) {
    camera.stop(operate)
    return
  }
  const isTurn = TURNS.test(operate)
  need(!isTurn || (hSpeed !== undefined && vSpeed !== undefined), 'hSpeed and vSpeed: needed to turn')
  camera.move(operate, { hSpeed: hSpeed ?? USUAL_SPEED, vSpeed: vSpeed ?? USUAL_SPEED })
}

function presetHandlers(world: World): HandlerEntry[] {
  const { ptz } = operations
  const keep = ({ device, index }: Head, presets: readonly Preset[]) => {
    keepPresets(world.deviceConfig, device, index, presets)
    return ok({})
  }
  return [
    handler(ptz.presets, (call) =>
      askHead(world, call, ({ presets }) => ok(presets.map(({ id, name }) => ({ id, name })))),
    ),
    handler(ptz.addPreset, (call) =>
      askHead(world, call, (head) => {
        const { id, name } = call.body
        if (head.presets.some((preset) => preset.id === id))
          throw new Refusal(PlatformCode.exists, `preset ${id} exists`)
        return keep(head, [...head.presets, { id, name, view: head.camera.view() }])
      }),
    ),
    handler(ptz.changePreset, (call) =>
      askHead(world, call, (head) => {
        const wanted = found(head.presets, call.params.id, 'preset')
        const { name } = call.body
        return keep(
          head,
          head.presets.map((preset) => (preset === wanted ? { ...preset, name } : preset)),
        )
      }),
    ),
    handler(ptz.removePreset, (call) =>
      askHead(world, call, (head) => {
        const wanted = found(head.presets, call.params.id, 'preset')
        return keep(
          head,
          head.presets.filter((preset) => preset !== wanted),
        )
      }),
    ),
    handler(ptz.goToPreset, (call) =>
      askHead(world, call, ({ presets, camera }) => {
        camera.goTo(found(presets, call.params.id, 'preset').view, call.body)
        return ok({})
      }),
    ),
  ]
}

function cruiseHandlers(world: World): HandlerEntry[] {
  const { ptz } = operations
  return [
    handler(ptz.cruises, (call) => askHead(world, call, ({ routes }) => ok([...routes]))),
    handler(ptz.addCruise, (call) =>
      askHead(world, call, (head) => {
        keepRoutes(world.deviceConfig, head.device, head.index, [...head.routes, newRoute(head, call.body)])
        return ok({})
      }),
    ),
    handler(ptz.removeCruise, (call) =>
      askHead(world, call, ({ device, index, camera, routes }) => {
        const wanted = found(routes, call.params.id, 'route')
        if (camera.route === wanted.id) camera.leave()
        keepRoutes(
          world.deviceConfig,
          device,
          index,
          routes.filter((route) => route !== wanted),
        )
        return ok({})
      }),
    ),
    handler(ptz.startCruise, (call) =>
      askHead(world, call, ({ device, index, camera, routes }) => {
        const { id } = found(routes, call.params.id, 'route')
        camera.cruise(id, () => stopsOf(world, device, index, id))
        return ok({})
      }),
    ),
    handler(ptz.stopCruise, (call) =>
      askHead(world, call, ({ camera, routes }) => {
        const { id } = found(routes, call.params.id, 'route')
        if (camera.route === id) camera.leave()
        return ok({})
      }),
    ),
  ]
}

function found<T extends { readonly id: number }>(items: readonly T[], id: number, what: string): T {
  const item = items.find((entry) => entry.id === id)
  if (!item) throw new Refusal(PlatformCode.notFound, `no ${what} ${id}`)
  return item
}

/** Points from the first invalid one on do not count. */
function newRoute({ presets, routes }: Head, given: Route): Route {
  if (routes.some(({ id }) => id === given.id)) throw new Refusal(PlatformCode.exists, `route ${given.id} exists`)
  const end = given.points.findIndex(({ id }) => id < 0)
  const points = end < 0 ? given.points : given.points.slice(0, end)
  need(points.length > 0, 'points: the route has none')
  for (const { id } of points) found(presets, id, 'preset')
  if (routes.length >= MOST_ROUTES) throw new Refusal(PlatformCode.maxLimit, `at most ${MOST_ROUTES} routes`)
  if (points.length > MOST_POINTS) throw new Refusal(PlatformCode.maxLimit, `at most ${MOST_POINTS} points`)
  return { id: given.id, name: given.name, points }
}

/** Of the route as it is now; points whose preset is gone are left out. */
function stopsOf(world: World, device: Device, index: number, route: number): Stop[] {
  const presets = presetsOf(world.deviceConfig, device, index)
  const points = routesOf(world.deviceConfig, device, index).find(({ id }) => id === route)?.points ?? []
  return points.flatMap(({ id, hSpeed, vSpeed, duration }) => {
    const preset = presets.find((entry) => entry.id === id)
    return preset ? [{ view: preset.view, hSpeed, vSpeed, stayMs: duration * 1000 }] : []
  })
}
