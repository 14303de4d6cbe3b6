import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { requireOpenable } from '../../../../../electron/host/common/openable.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

function make(name: string): string {
  const file = path.join(tempFolder(), name)
  writeFileSync(file, 'x')
  return file
}

it.each(['a.mp4', 'A.JPG', 'notes.txt', 'report.pdf'])('%s is opened', async (name) => {
  await requireOpenable(make(name))
})

it.each([
  ...[
    'a.exe',
    'a.bat',
    'a.cmd',
    'a.com',
    'a.scr',
    'a.msi',
    'a.ps1',
    'a.vbs',
    'a.js',
    'a.lnk',
    'a.jar',
    'a.hta',
    'a.reg',
  ],
  ...['a.sh', 'a.desktop', 'a.AppImage', 'a.run', 'a.py', 'a.html', 'a.svg', 'a.mp4.exe', 'EXE', 'a.docm', 'a.unknown'],
])('%s is not', async (name) => {
  await expect(requireOpenable(make(name))).rejects.toMatchObject({ code: 'unsupported' })
})

it('what is not there, no file, or no whole path is not either', async () => {
  const folder = path.join(tempFolder(), 'a.mp4')
  mkdirSync(folder)
  await expect(requireOpenable(folder)).rejects.toMatchObject({ code: 'not-found' })
  await expect(requireOpenable('/no/such/a.mp4')).rejects.toMatchObject({ code: 'not-found' })
  await expect(requireOpenable('a.mp4')).rejects.toMatchObject({ code: 'bad-input' })
})
