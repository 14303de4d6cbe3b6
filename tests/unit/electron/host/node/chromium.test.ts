import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findChromium } from '../../../../../electron/host/node/chromium.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

function program(...names: string[]): string {
  const file = path.join(...names)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  return file
}

describe.runIf(process.platform === 'linux')('a Chromium', () => {
  it('is the one that was named, and none when that is wrong', () => {
    const file = program(tempFolder(), 'own')
    expect(findChromium({ WATCHPOST_CHROMIUM: file, PATH: '/usr/bin' })).toBe(file)
    expect(findChromium({ WATCHPOST_CHROMIUM: `${file}-not`, PATH: '/usr/bin' })).toBeUndefined()
  })

  it('is found on the search path by any of its names, programs only', () => {
    const [first, second] = [tempFolder(), tempFolder()]
    writeFileSync(path.join(first, 'chromium'), 'no program')
    chmodSync(path.join(first, 'chromium'), 0o644)
    mkdirSync(path.join(first, 'chromium-browser'))
    const file = program(second, 'google-chrome')
    expect(findChromium({ PATH: `${first}:${second}` })).toBe(file)
  })

  it("is found among Playwright's, the newest first", () => {
    const cache = tempFolder()
    program(cache, 'chromium-1100', 'chrome-linux', 'chrome')
    const newest = program(cache, 'chromium-1200', 'chrome-linux64', 'chrome')
    program(cache, 'firefox-1', 'firefox', 'firefox')
    expect(findChromium({ PATH: '', PLAYWRIGHT_BROWSERS_PATH: cache })).toBe(newest)
  })
})
