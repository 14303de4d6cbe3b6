/** This window shows a layout: it says so to the core, keeps it while it may, and leaves when it is asked back. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useClient } from '../../client.ts'
import type { Wall } from './wall.ts'

/** @returns true when the layout is shown elsewhere again and this window has nothing to do */
export function useWallClaim(wall: Wall): Ref<boolean> {
  const client = useClient()
  const isOver = ref(false)
  let claimId: number | undefined
  watch(
    () => wall.current.value?.id,
    async (layoutId) => {
      if (layoutId === undefined || isOver.value) return
      claimId = (await client.walls.claim({ layoutId })).claimId
    },
    { immediate: true },
  )
  const off = client.on('walls.recalled', ({ claimId: recalled }) => {
    if (recalled !== claimId) return
    isOver.value = true
    wall.leave()
    // A window that no script opened stays, and says what happened.
    window.close()
  })
  onScopeDispose(off)
  return isOver
}
