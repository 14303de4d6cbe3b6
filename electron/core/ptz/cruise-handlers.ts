import type { Camera, Cruise } from '../../../shared/contract/ptz.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Session } from '../session/session.ts'
import type { CruiseRuns } from './cruise-runs.ts'

type AtCruise = Camera & { id: number }

export function cruiseHandlers(session: Session, runs: CruiseRuns) {
  const { ptz } = operations
  const call = session.require.bind(session)

  async function list({ puid, index }: Camera): Promise<Cruise[]> {
    const { data } = await call().call(ptz.cruises, { params: { puid, index } })
    return (
      data
        // A place without a route is listed with -1.
        .filter(({ id }) => id >= 0)
        .map(({ id, name, points }) => {
          // What stands behind the first invalid point does not count.
          const end = points.findIndex((point) => point.id < 0)
          return { id, name, points: end < 0 ? points : points.slice(0, end) }
        })
    )
  }
  async function add({ puid, index, ...route }: Camera & Cruise): Promise<null> {
    await call().call(ptz.addCruise, { params: { puid, index }, body: route })
    return null
  }
  async function remove(at: AtCruise): Promise<null> {
    const { puid, index, id } = at
    await call().call(ptz.removeCruise, { params: { puid, index, id } })
    runs.stopped(at, id)
    return null
  }

  return {
    cruises: async (camera: Camera) => ({ cruises: await list(camera) }),
    addCruise: add,
    /** The platform cannot change a route: it is removed and added, and the old one is put back when the new one is refused. */
    changeCruise: async ({ puid, index, ...route }: Camera & Cruise) => {
      const before = (await list({ puid, index })).find(({ id }) => id === route.id)
      if (before) await remove({ puid, index, id: route.id })
      try {
        return await add({ puid, index, ...route })
      } catch (error) {
        // Where it was added although the answer was lost, this is refused.
        if (before) await add({ puid, index, ...before }).catch(() => undefined)
        throw error
      }
    },
    removeCruise: remove,
    startCruise: async (at: AtCruise) => {
      await call().call(ptz.startCruise, { params: at })
      runs.started(at, at.id)
      return null
    },
    stopCruise: async (at: AtCruise) => {
      await call().call(ptz.stopCruise, { params: at })
      runs.stopped(at, at.id)
      return null
    },
    cruiseRuns: () => ({ runs: runs.list() }),
  }
}
