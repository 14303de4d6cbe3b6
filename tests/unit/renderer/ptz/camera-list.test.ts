import { describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useCameraList } from '../../../../renderer/features/ptz/camera-list/use-camera-list.ts'
import { AppError } from '../../../../shared/errors.ts'

/** A list of names whose cameras answer when they are told to. */
function listOf(first: string) {
  const puid = ref(first)
  const asked: { puid: string; answer: (names: readonly string[]) => void; fail: (error: Error) => void }[] = []
  const scope = effectScope()
  const list = scope.run(() =>
    useCameraList(
      () => ({ puid: puid.value, index: 0 }),
      (camera) => new Promise<readonly string[]>((answer, fail) => asked.push({ puid: camera.puid, answer, fail })),
    ),
  )
  if (!list) throw new Error('no list')
  return { puid, asked, list }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('what a camera keeps', () => {
  it('is not shown under the name of the next one, whichever answers last', async () => {
    const { puid, asked, list } = listOf('A')
    asked[0]?.answer(['of A'])
    await settled()
    expect(list.rows.value).toEqual(['of A'])
    void list.load()
    puid.value = 'B'
    await nextTick()
    expect(list.rows.value).toBeUndefined()
    expect(asked.map((one) => one.puid)).toEqual(['A', 'A', 'B'])
    asked[2]?.answer(['of B'])
    asked[1]?.answer(['of A, late'])
    await settled()
    expect(list.rows.value).toEqual(['of B'])
  })

  it('that cannot be had says why, until it is asked again', async () => {
    const { asked, list } = listOf('A')
    asked[0]?.fail(new AppError('timeout'))
    await settled()
    expect(list.error.value).toMatchObject({ code: 'timeout' })
    void list.load()
    expect(list.error.value).toBeUndefined()
    asked[1]?.answer([])
    await settled()
    expect(list.rows.value).toEqual([])
  })
})
