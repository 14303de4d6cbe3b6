/** Writes the tracks that are shown to a file: all their points, as the platform has them. */
import { onScopeDispose, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { TrackFormat } from '../../../shared/contract/tracks.ts'
import { AppError, type ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useTracksStore } from './store.ts'

let lastJob = 0

export function useTrackFile(nameOf: (puid: string) => string) {
  const client = useClient()
  const store = useTracksStore()
  const { locale } = useI18n()
  /** Points written so far, while it is at it. */
  const points = ref<number>()
  const written = shallowRef<{ path: string; points: number }>()
  const error = shallowRef<ErrorEnvelope>()
  let running: AbortController | undefined
  let job = 0
  onScopeDispose(
    client.on('tracks.writing', (told) => {
      if (told.job === job && points.value !== undefined) points.value = told.points
    }),
  )
  onScopeDispose(() => running?.abort())

  async function write(format: TrackFormat): Promise<void> {
    if (points.value !== undefined || store.tracks.length === 0) return
    const { signal } = (running = new AbortController())
    job = Date.now() * 1000 + (++lastJob % 1000)
    points.value = 0
    written.value = error.value = undefined
    const units = store.tracks.map(({ puid }) => ({ puid, name: nameOf(puid) }))
    const language = locale.value === 'zh-CN' ? 'zh-CN' : 'en'
    try {
      written.value =
        (await client.tracks.write({ job, units, ...store.range, format, language }, { signal })) ?? undefined
    } catch (thrown) {
      if (!(thrown instanceof AppError && thrown.code === 'cancelled')) error.value = toEnvelope(thrown)
    } finally {
      points.value = undefined
    }
  }

  return { points, written, error, write, cancel: () => running?.abort() }
}
