/** How long pictures of websocket media wait in any case: the shorter, the nearer to now; the longer, the smoother on poor ways. */
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useClient } from '../../client.ts'
import { keptSetting } from '../settings/kept-setting.ts'
import { LEAST_DELAY_MS } from './stream/playout.ts'

export const BUFFER_LEVELS = ['short', 'medium', 'long'] as const
export type BufferLevel = (typeof BUFFER_LEVELS)[number]

const LEAST_MS: Readonly<Record<BufferLevel, number>> = { short: LEAST_DELAY_MS, medium: 200, long: 600 }

export const useBufferStore = defineStore('live-buffer', () => {
  const { value: level, choose } = keptSetting<BufferLevel>(useClient(), {
    scope: 'app',
    key: 'live.buffer',
    read: (kept) => BUFFER_LEVELS.find((known) => known === kept) ?? 'short',
  })
  return {
    level,
    /** For streams that are opened from now on. */
    leastMs: computed(() => LEAST_MS[level.value]),
    choose,
  }
})
