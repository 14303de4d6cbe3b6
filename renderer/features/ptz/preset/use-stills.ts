import { shallowRef } from 'vue'
import type { Camera, PresetStill } from '../../../../shared/contract/ptz.ts'
import { useClient } from '../../../client.ts'
import { takeStill } from './take-still.ts'
import { useArrival, type CurrentVideo } from './use-arrival.ts'

/** Small pictures of a camera's presets, kept on this machine. `isMoved`: somebody has the hand on the camera. */
export function useStills(camera: () => Camera, video: CurrentVideo, isMoved: () => boolean) {
  const client = useClient()
  const stills = shallowRef<ReadonlyMap<number, PresetStill>>(new Map())
  let loads = 0
  const arrival = useArrival(video, isMoved, ({ at, id }, playing) => {
    const jpeg = takeStill(playing)
    // Nobody asked for it: what cannot be kept is left out.
    if (jpeg !== undefined) void keep(at, id, jpeg).catch(() => undefined)
  })

  async function load(ids: readonly number[]): Promise<void> {
    const mine = ++loads
    const at = camera()
    const found = new Map<number, PresetStill>()
    for (const id of ids) {
      const answer = await client.ptz.still({ ...at, id }).catch(() => undefined)
      if (mine !== loads) return
      if (answer?.still) found.set(id, answer.still)
    }
    // What was kept while they were read is younger.
    for (const [id, still] of stills.value)
      if (ids.includes(id) && still.time > (found.get(id)?.time ?? 0)) found.set(id, still)
    stills.value = found
  }

  /** What the picture shows is the preset's. Rejects with `disk`. */
  async function keep(at: Camera, id: number, jpeg: string): Promise<void> {
    await client.ptz.keepStill({ ...at, id, jpeg })
    if (at.puid !== camera().puid || at.index !== camera().index) return
    stills.value = new Map([...stills.value, [id, { jpeg, time: Date.now() }]])
  }

  return {
    stills,
    load,
    keep,
    /** The picture at this moment, for `keep`. */
    take(): string | undefined {
      const playing = video()
      return playing && takeStill(playing)
    },
    /** The camera is on its way there: the picture is kept when it has come to rest. */
    keepOnArrival: (id: number): void => arrival.wait({ at: camera(), id }),
    giveUp: arrival.giveUp,
  }
}
