import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { downloadsFolder } from '../../../../../electron/host/node/downloads-folder.ts'
import { canOpenFiles } from '../../../../../electron/host/node/open-outside.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const onLinux = it.runIf(process.platform === 'linux')

onLinux('files are opened where there is a desktop and a program for it', () => {
  const bin = tempFolder()
  expect(canOpenFiles({ DISPLAY: ':0', PATH: bin })).toBe(false)
  writeFileSync(path.join(bin, 'xdg-open'), '#!/bin/sh\n')
  chmodSync(path.join(bin, 'xdg-open'), 0o755)
  expect(canOpenFiles({ DISPLAY: ':0', PATH: `/none:${bin}` })).toBe(true)
  expect(canOpenFiles({ WAYLAND_DISPLAY: 'wayland-0', PATH: bin })).toBe(true)
  expect(canOpenFiles({ PATH: bin })).toBe(false)
})

onLinux('downloads go where the system says', () => {
  const home = tempFolder()
  const config = path.join(home, '.config')
  expect(downloadsFolder({}, home)).toBe(path.join(home, 'Downloads'))
  mkdirSync(config)
  const say = (line: string): void => writeFileSync(path.join(config, 'user-dirs.dirs'), `# x\n${line}\n`)
  say('XDG_DOWNLOAD_DIR="$HOME/下载"')
  expect(downloadsFolder({}, home)).toBe(path.join(home, '下载'))
  say('XDG_DOWNLOAD_DIR="/data/in"')
  expect(downloadsFolder({}, home)).toBe('/data/in')
  for (const line of ['XDG_DOWNLOAD_DIR="$HOME"', 'XDG_DOWNLOAD_DIR="relative"', 'XDG_DESKTOP_DIR="/x"']) {
    say(line)
    expect(downloadsFolder({}, home)).toBe(path.join(home, 'Downloads'))
  }
})
