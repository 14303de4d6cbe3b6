import { expect, it } from 'vitest'
import { overall, secondsLeft } from '../../../../renderer/features/downloads/overall.ts'
import { rowActions } from '../../../../renderer/features/downloads/row-actions.ts'
import type { Download } from '../../../../shared/contract/downloads.ts'
import { bytesText } from '../../../../renderer/ui/bytes.ts'

const download = (state: Download['state'], received: number, total?: number, rate?: number): Download => ({
  id: 1,
  source: { kind: 'platform', fileId: 'a' },
  name: 'a.mp4',
  state,
  received,
  priority: 'normal',
  createdAt: 0,
  ...(total === undefined ? {} : { total }),
  ...(rate === undefined ? {} : { rate }),
})

it('counts what is on its way, and how far it is by bytes', () => {
  const all = [
    download('running', 50, 100, 10),
    download('queued', 0, 300),
    download('waiting', 20),
    download('paused', 5, 10),
    download('done', 100, 100),
    download('failed', 0, 10),
  ]
  expect(overall(all)).toEqual({ active: 3, failed: 1, progress: 0.125, rate: 10 })
  expect(overall([download('running', 5)])).toEqual({ active: 1, failed: 0, progress: undefined, rate: 0 })
  expect(overall([])).toEqual({ active: 0, failed: 0, progress: undefined, rate: 0 })
})

it('says how long it takes only where somebody can know', () => {
  expect(secondsLeft(download('running', 50, 100, 10))).toBe(5)
  expect(secondsLeft(download('running', 50, 100))).toBeUndefined()
  expect(secondsLeft(download('running', 50, undefined, 10))).toBeUndefined()
  expect(secondsLeft(download('paused', 50, 100, 10))).toBeUndefined()
})

it('offers what can be done, the most likely first', () => {
  const first = (state: Download['state'], canOpen = true) => rowActions(download(state, 0), canOpen)[0]
  expect([first('running'), first('paused'), first('failed'), first('waiting'), first('done')]).toEqual([
    'pause',
    'resume',
    'retry',
    'retry',
    'open',
  ])
  expect(rowActions(download('done', 0), false)).toEqual(['copyPath', 'clear'])
})

it('writes sizes short', () => {
  expect([0, 840, 1024, 1_468_006, 123_456_789, 5e12].map(bytesText)).toEqual([
    '0 B',
    '840 B',
    '1.0 KB',
    '1.4 MB',
    '118 MB',
    '4.5 TB',
  ])
})
