import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createLogFile } from '../../../../../electron/host/common/log-file.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

it('keeps the newest lines and never more than twice its limit', () => {
  const folder = path.join(tempFolder(), 'logs')
  const log = createLogFile(folder, 10_000)
  for (let number = 0; number < 2000; number++) log('info', `line ${number}`)
  expect(readdirSync(folder).sort()).toEqual(['watchpost.log', 'watchpost.log.1'])
  const size = readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0)
  expect(size).toBeLessThan(21_000)
  expect(readFileSync(path.join(folder, 'watchpost.log'), 'utf8').trim()).toMatch(/info line 1999$/)
})
