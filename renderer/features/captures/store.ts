/** Pictures and recordings of this session as the core tells them: read once, then kept by its events. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Capture } from '../../../shared/contract/captures.ts'
import { useClient } from '../../client.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { useSessionStore } from '../session/store.ts'
import type { TakenPicture } from './picture-file.ts'
import { sendPieces } from '../../ui/pieces.ts'

export const isRunning = ({ state }: Capture): boolean => state === 'recording' || state === 'waiting'

export const useCapturesStore = defineStore('captures', () => {
  const client = useClient()
  const session = useSessionStore()
  const byId = new Map<number, Capture>()
  /** Newest first. */
  const captures = shallowRef<readonly Capture[]>([])
  const isOpen = ref(false)

  const running = computed(() => captures.value.filter((one) => one.kind === 'recording' && isRunning(one)))
  const byChannel = computed(() => new Map(running.value.map((one) => [`${one.puid} ${one.index}`, one])))

  const show = (): void => void (captures.value = [...byId.values()].toSorted((a, b) => b.id - a.id))
  const take = (capture: Capture): Capture => {
    byId.set(capture.id, capture)
    show()
    return capture
  }
  client.on('captures.changed', take)
  client.on('captures.cleared', () => {
    byId.clear()
    show()
  })
  watch(
    () => session.phase === 'signed-in',
    async (isIn) => {
      // Another window may have begun some; what cannot be read is told by the next event.
      for (const capture of isIn ? await client.captures.list({}).catch(() => []) : []) byId.set(capture.id, capture)
      show()
    },
    { immediate: true },
  )

  return {
    captures,
    running,
    isOpen,
    recordingOf: (channel: ChannelRef | undefined): Capture | undefined =>
      channel && byChannel.value.get(`${channel.puid} ${channel.index}`),
    record: async ({ puid, index }: ChannelRef, title: string): Promise<Capture> =>
      take(await client.captures.record({ puid, index, title })),
    stop: async ({ id }: Pick<Capture, 'id'>): Promise<Capture> => take(await client.captures.stop({ id })),
    /** Resolves when it is on the disk. */
    async keepPicture({ puid, index }: ChannelRef, title: string, { blob, takenAt }: TakenPicture): Promise<Capture> {
      const { key } = await client.captures.beginPicture({ puid, index, title, takenAt, bytes: blob.size })
      let kept: Capture | null = null
      await sendPieces(blob, async (piece) => (kept = await client.captures.picturePiece({ key, ...piece })))
      if (kept === null) throw new Error('the core did not take the last piece')
      return take(kept)
    },
    open: ({ id }: Pick<Capture, 'id'>): Promise<null> => client.captures.open({ id }),
    showInFolder: ({ id }: Pick<Capture, 'id'>): Promise<null> => client.captures.showInFolder({ id }),
  }
})
