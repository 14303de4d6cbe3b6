/** All that is on its way, in a few numbers. */
import type { Download } from '../../../shared/contract/downloads.ts'

export interface Overall {
  /** Running, queued and waiting ones. */
  readonly active: number
  readonly failed: number
  /** 0 to 1 over all active ones whose size is known; undefined when none is. */
  readonly progress: number | undefined
  /** Bytes a second. */
  readonly rate: number
}

const ACTIVE: readonly Download['state'][] = ['running', 'queued', 'waiting']

export function isActive({ state }: Download): boolean {
  return ACTIVE.includes(state)
}

export function overall(downloads: readonly Download[]): Overall {
  const active = downloads.filter(isActive)
  const sized = active.filter(({ total }) => total !== undefined && total > 0)
  const total = sized.reduce((sum, download) => sum + (download.total ?? 0), 0)
  const received = sized.reduce((sum, download) => sum + Math.min(download.received, download.total ?? 0), 0)
  return {
    active: active.length,
    failed: downloads.filter(({ state }) => state === 'failed').length,
    progress: total > 0 ? received / total : undefined,
    rate: active.reduce((sum, { rate }) => sum + (rate ?? 0), 0),
  }
}

/** Seconds until it is there at this rate; undefined where nobody can say. */
export function secondsLeft({ state, received, total, rate }: Download): number | undefined {
  if (state !== 'running' || total === undefined || !rate) return undefined
  return Math.max(0, (total - received) / rate)
}
