/** What of a page is alive after a collection. */
import type { CDPSession, Page } from 'playwright-core'

export interface LiveObjects {
  /** Objects of each of these classes, wherever they are held. */
  count(classNames: readonly string[]): Promise<number[]>
  /** JavaScript of the page, MB; workers have heaps of their own. */
  heapMb(): Promise<number>
}

export async function liveObjects(page: Page): Promise<LiveObjects> {
  const session = await page.context().newCDPSession(page)
  return {
    async count(classNames) {
      const counts: number[] = []
      for (const name of classNames) counts.push(await countOf(session, name))
      return counts
    },
    async heapMb() {
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      return usedSize / 1024 / 1024
    },
  }
}

/** Looking for them collects what nobody holds first. */
async function countOf(session: CDPSession, className: string): Promise<number> {
  const objectGroup = 'live-objects'
  const { result } = await session.send('Runtime.evaluate', { expression: `${className}.prototype`, objectGroup })
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup,
  })
  const { result: length } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  })
  await session.send('Runtime.releaseObjectGroup', { objectGroup })
  return Number(length.value)
}
