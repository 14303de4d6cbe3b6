import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const CONFIG = readFileSync(path.join(import.meta.dirname, '../../electron-builder.yml'), 'utf8')

/** Installers of one system with their processors, from the packager's own file. */
function targetsOf(system: string): Record<string, string[]> {
  const section = new RegExp(`^${system}:\\n((?: .*\\n)+)`, 'm').exec(CONFIG)?.[1] ?? ''
  const targets = section.matchAll(/- target: (\w+)\n +arch: \[(.*)\]/g)
  return Object.fromEntries([...targets].map(([, name = '', arch = '']) => [name, arch.split(', ')]))
}

it('installers are made for Windows and Linux, for both processors', () => {
  expect(targetsOf('win')).toEqual({ nsis: ['x64', 'arm64'] })
  expect(targetsOf('linux')).toEqual({ AppImage: ['x64', 'arm64'], deb: ['x64', 'arm64'] })
})

it('every installer has a name of its own', () => {
  expect(/^artifactName: (.*)$/m.exec(CONFIG)?.[1]).toBe('${productName}-${version}-${os}-${arch}.${ext}')
})
