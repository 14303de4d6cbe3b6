/**
 * What is packed, from a real build by the real packager; only the Electron runtime is stood in for, by a folder of the
 * same shape: it cannot be had everywhere, and its content is not ours.
 */
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { extractAll, extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAll } from '../../electron/build.ts'
import { bundledFiles, nativeBindingIn, programFiles } from '../../electron/core/db/program-files.ts'
import { openStore } from '../support/database.ts'

const ROOT = path.join(import.meta.dirname, '../..')
const project = mkdtempSync(path.join(tmpdir(), 'watchpost-package-'))
const unpacked = path.join(project, 'dist/linux-unpacked')
const archive = path.join(unpacked, 'resources/app.asar')

/** The hook is an optional package. */
const LICENCES = path.join(ROOT, 'electron/licences')
const hasKeyHook = existsSync(path.join(ROOT, 'node_modules/uiohook-napi/prebuilds'))

/** A runtime's folder with nothing in it but what the packager touches, fuses among it, all of them lit. */
function makeRuntime(folder: string, version: string): void {
  mkdirSync(path.join(folder, 'resources'), { recursive: true })
  mkdirSync(path.join(folder, 'locales'))
  for (const language of ['en-US', 'zh-CN', 'fr']) writeFileSync(path.join(folder, 'locales', `${language}.pak`), '')
  writeFileSync(path.join(folder, 'version'), version)
  writeFileSync(path.join(folder, 'LICENSE'), '')
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const fuses = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, 8]), Buffer.from('10110001')])
  writeFileSync(path.join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), fuses, Buffer.alloc(64)]), {
    mode: 0o755,
  })
}

async function pack(): Promise<void> {
  for (const name of ['package.json', 'electron-builder.yml', 'electron/icon', 'electron/licences']) {
    cpSync(path.join(ROOT, name), path.join(project, name), { recursive: true })
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'))
  // What must not come along, in the places where it lies in the project.
  for (const name of [
    'shared/a.ts',
    'tests/a.test.ts',
    'electron/a.ts',
    'out/renderer/a.js.map',
    'out/notes.txt',
    '.env',
  ]) {
    mkdirSync(path.dirname(path.join(project, name)), { recursive: true })
    writeFileSync(path.join(project, name), 'not for users')
  }
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string
  }
  makeRuntime(path.join(project, 'runtime'), version)
  const builder = path.join(ROOT, 'node_modules/electron-builder/cli.js')
  const options = [
    '--projectDir',
    project,
    '--linux',
    'dir',
    '--publish',
    'never',
    `-c.electronDist=${project}/runtime`,
  ]
  await promisify(execFile)(process.execPath, [builder, ...options], { cwd: project })
}

describe.runIf(process.platform === 'linux')('the package', () => {
  beforeAll(async () => {
    await buildAll(path.join(project, 'out'))
    await pack()
  }, 180_000)
  afterAll(() => rmSync(project, { recursive: true, force: true }))

  it('holds the program and nothing else', () => {
    const files = listPackage(archive, { isPack: false }).filter((name) => path.extname(name) !== '')
    const others = files.filter(
      (name) => !/^\/out\/renderer\/assets\/[\w.-]+\.(js|css|svg|png|woff2|wasm|json)$/.test(name),
    )
    expect(others.sort()).toEqual([
      '/out/electron/db-worker.cjs',
      '/out/electron/key-hook.cjs',
      ...(hasKeyHook ? [`/out/electron/key-hook/linux-${process.arch}.node`] : []),
      '/out/electron/main.js',
      ...readdirSync(path.join(ROOT, 'electron/core/db/migrations')).map((name) => `/out/electron/migrations/${name}`),
      '/out/electron/preload.cjs',
      `/out/electron/sqlite/linux-${process.arch}.node`,
      '/out/renderer/index.html',
      '/package.json',
    ])
    expect(files.length).toBeGreaterThan(others.length)
    expect(
      listPackage(archive, { isPack: false }).filter((name) => /node_modules|tests|\.map$|\.ts$/.test(name)),
    ).toEqual([])
  })

  it('lays out of the archive the native parts for this system, and nothing else', () => {
    const beside = path.join(unpacked, 'resources/app.asar.unpacked')
    const files = readdirSync(beside, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.map((entry) => path.join(path.relative(beside, entry.parentPath), entry.name)).sort()).toEqual([
      ...(hasKeyHook ? [`out/electron/key-hook/linux-${process.arch}.node`] : []),
      `out/electron/sqlite/linux-${process.arch}.node`,
    ])
  })

  it('brings the terms of what is not ours', () => {
    expect(readdirSync(path.join(unpacked, 'resources/licences')).sort()).toEqual(readdirSync(LICENCES).sort())
    const { optionalDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      optionalDependencies: Record<string, string>
    }
    const notice = readFileSync(path.join(unpacked, 'resources/licences/libuiohook.txt'), 'utf8')
    expect(notice).toContain(`version\n${optionalDependencies['uiohook-napi']} of the package`)
  })

  it('starts at the bundled main, which asks only for what the runtime gives', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>
    expect(manifest).toMatchObject({ name: 'watchpost', main: 'out/electron/main.js', type: 'module' })
    const main = extractFile(archive, 'out/electron/main.js').toString()
    const asked = [...main.matchAll(/^import .*? from "([^"]+)";$/gm)].map((match) => match[1] ?? '')
    expect(asked).toContain('electron')
    expect(asked.filter((name) => name !== 'electron' && !/^(node:)?[a-z_]+(\/[a-z]+)?$/.test(name))).toEqual([])
    expect(asked.filter((name) => ['ws', 'typebox', 'esbuild', 'vite'].includes(name))).toEqual([])
    const preload = extractFile(archive, 'out/electron/preload.cjs').toString()
    expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1])).toEqual(['electron'])
  })

  it('runs with nothing beside it', async () => {
    const folder = path.join(project, 'alone')
    extractAll(archive, folder)
    const standIn = path.join(ROOT, 'tests/support/electron-stand-in.ts')
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', standIn, 'out/electron/main.js'], {
      cwd: folder,
      env: { ...process.env, STAND_IN_USER_DATA: path.join(project, 'user-data') },
      timeout: 20_000,
    })
    expect(stdout).toBe('app://watchpost/\n')
  })

  it('opens a database in the packed thread with the native part beside the archive', async () => {
    const folder = path.join(project, 'alone-with-database')
    extractAll(archive, folder)
    const files = bundledFiles(path.join(folder, 'out/electron'))
    const nativeBinding = nativeBindingIn(path.join(archive, 'out/electron'))
    const { store } = await openStore({
      file: path.join(project, 'account/watchpost.db'),
      files: { ...files, nativeBinding },
    })
    expect(files.migrations).toEqual(programFiles().migrations)
    await store.tables.cursors.set({ name: 'im', value: '7' })
    expect(await store.tables.cursors.get({ name: 'im' })).toBe('7')
  })

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(path.join(unpacked, 'watchpost'))
    // The wire holds the characters 0 and 1.
    const stateOf = (fuse: FuseV1Options): string => String.fromCharCode(Number(wire[fuse]))
    expect(stateOf(FuseV1Options.RunAsNode)).toBe('0')
    expect(stateOf(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe('0')
    expect(stateOf(FuseV1Options.EnableNodeCliInspectArguments)).toBe('0')
    expect(stateOf(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe('0')
    expect(stateOf(FuseV1Options.OnlyLoadAppFromAsar)).toBe('1')
    expect(stateOf(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe('1')
    expect(stateOf(FuseV1Options.EnableCookieEncryption)).toBe('1')
  })

  it('speaks the two languages of the program', () => {
    expect(existsSync(path.join(unpacked, 'locales/zh-CN.pak'))).toBe(true)
    expect(existsSync(path.join(unpacked, 'locales/fr.pak'))).toBe(false)
  })
})
