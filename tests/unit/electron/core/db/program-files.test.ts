import path from 'node:path'
import { expect, it } from 'vitest'
import { nativeBindingIn } from '../../../../../electron/core/db/program-files.ts'

it.each([
  ['/opt/Watchpost/resources/app.asar/out/electron', '/opt/Watchpost/resources/app.asar.unpacked/out/electron'],
  // Unpacked by hand, and a folder whose name only begins so.
  ['/opt/watchpost/out/electron', '/opt/watchpost/out/electron'],
  ['/opt/app.asar.unpacked/out/electron', '/opt/app.asar.unpacked/out/electron'],
])('the native part of %s lies in %s', (folder, beside) => {
  expect(nativeBindingIn(folder, 'win32', 'arm64')).toBe(path.join(beside, 'sqlite', 'win32-arm64.node'))
})
