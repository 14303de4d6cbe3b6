/** What a camera keeps of one kind, as it says itself: asked anew for each camera, and after each change. */
import { shallowRef, watch, type Ref } from 'vue'
import type { Camera } from '../../../../shared/contract/ptz.ts'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { toEnvelope } from '../../../ui/error-sentence.ts'

export interface CameraListState<T> {
  /** Undefined until the camera has answered. */
  readonly rows: Readonly<Ref<readonly T[] | undefined>>
  readonly error: Readonly<Ref<ErrorEnvelope | undefined>>
  load(): Promise<void>
}

export function useCameraList<T>(
  camera: () => Camera,
  read: (camera: Camera) => Promise<readonly T[]>,
): CameraListState<T> {
  const rows: Ref<readonly T[] | undefined> = shallowRef()
  const error = shallowRef<ErrorEnvelope>()
  /** An answer of the camera before must not stand under the name of this one. */
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    const { puid, index } = camera()
    error.value = undefined
    try {
      const found = await read({ puid, index })
      if (mine === turn) rows.value = found
    } catch (thrown) {
      if (mine === turn) error.value = toEnvelope(thrown)
    }
  }
  watch(
    () => `${camera().puid} ${camera().index}`,
    () => {
      rows.value = undefined
      void load()
    },
    { immediate: true },
  )
  return { rows, error, load }
}
