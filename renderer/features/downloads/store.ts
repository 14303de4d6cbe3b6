/** The core's list of downloads as the screens see it: read once for each session, then kept by its events. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Download, FileSource } from '../../../shared/contract/downloads.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useSessionStore } from '../session/store.ts'
import { isActive, overall } from './overall.ts'

interface Folder {
  readonly path: string
  readonly freeBytes?: number
  readonly canChoose: boolean
  readonly canOpen: boolean
}

export const useDownloadsStore = defineStore('downloads', () => {
  const client = useClient()
  const session = useSessionStore()
  const byId = new Map<number, Download>()
  /** Newest first. */
  const downloads = shallowRef<readonly Download[]>([])
  const phase = ref<'empty' | 'loading' | 'ready'>('empty')
  const error = shallowRef<ErrorEnvelope>()
  const folder = shallowRef<Folder>()
  const isOpen = ref(false)

  const show = (): void => void (downloads.value = [...byId.values()].toSorted((a, b) => b.id - a.id))

  client.on('downloads.changed', ({ upserts, removed }) => {
    for (const download of upserts) byId.set(download.id, download)
    for (const id of removed) byId.delete(id)
    show()
  })
  client.on('downloads.cleared', () => {
    byId.clear()
    phase.value = 'empty'
    folder.value = undefined
    show()
  })

  /** What an event told while the list was on its way is younger: both come in order on one pipe, the list replaces all. */
  async function read(): Promise<void> {
    phase.value = 'loading'
    error.value = undefined
    try {
      const list = await client.downloads.list({})
      byId.clear()
      for (const download of list) byId.set(download.id, download)
      phase.value = 'ready'
      show()
    } catch (thrown) {
      phase.value = 'empty'
      error.value = toEnvelope(thrown)
    }
  }
  watch(
    () => session.phase === 'signed-in',
    (isIn) => {
      if (isIn) void read()
    },
    { immediate: true },
  )

  const readFolder = async (): Promise<void> => void (folder.value = await client.downloads.folder({}))

  return {
    downloads,
    phase,
    error,
    folder,
    isOpen,
    overall: computed(() => overall(downloads.value)),
    finished: computed(() => downloads.value.filter((download) => !isActive(download) && download.state !== 'paused')),
    read,
    readFolder,
    of: (source: FileSource): Download | undefined =>
      downloads.value.find((download) => JSON.stringify(download.source) === JSON.stringify(source)),
    ...actionsOf(client),
    chooseFolder: async () => void ((await client.downloads.chooseFolder({})) && (await readFolder())),
  }
})

/** What the operator asks for; the list changes by what the core tells of it. */
function actionsOf({ downloads }: WatchpostClient) {
  return {
    add: (input: Parameters<typeof downloads.add>[0]) => downloads.add(input),
    pause: (ids: number[]) => downloads.pause({ ids }),
    resume: (ids: number[]) => downloads.resume({ ids }),
    remove: (ids: number[]) => downloads.remove({ ids }),
    setPriority: (id: number, priority: Download['priority']) => downloads.setPriority({ id, priority }),
    open: (id: number) => downloads.open({ id }),
    showInFolder: (id: number) => downloads.showInFolder({ id }),
  }
}
