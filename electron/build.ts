/**
 * `npm run build`: the renderer by Vite, the preload as one CommonJS file (a sandboxed preload can be nothing else), the
 * packaged main and the host under Node as one ES module each, the database's thread beside them.
 */
import { spawn } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { cp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildOptions } from 'esbuild'
import type { startNodeHost } from './host/node/start-node-host.ts'

/** What the bundle of the host under Node offers. */
export interface NodeHost {
  readonly startNodeHost: typeof startNodeHost
}

const ROOT = path.join(import.meta.dirname, '..')
const OUT = path.join(ROOT, 'out')
export const OUT_RENDERER = path.join(OUT, 'renderer')
const NODE_HOST = 'node-host.js'
/** Written last: a build that was interrupted is not taken for a finished one. */
const STAMP = 'built'

const SOURCES = ['shared/**/*.ts', 'renderer/**/*.*', 'electron/**/*.{ts,sql}', 'package-lock.json']

/** Of SQLite, for what installers are made for; each installer packs one of them. */
const NATIVE_PARTS = ['linux-x64.node', 'linux-arm64.node', 'win32-x64.node', 'win32-arm64.node']

const COMMON: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  absWorkingDir: ROOT,
  // Given by the runtime, or native and shipped as they are.
  external: ['electron', 'bufferutil', 'utf-8-validate', 'uiohook-napi'],
  // Licences of what is bundled go with it.
  legalComments: 'eof',
  logLevel: 'warning',
}

async function buildElectron(out: string): Promise<void> {
  // Both tools are loaded only when something is built: most starts find a fresh build.
  const { build: bundle } = await import('esbuild')
  await bundle({
    ...COMMON,
    entryPoints: ['electron/preload.ts'],
    outfile: path.join(out, 'electron/preload.cjs'),
    format: 'cjs',
  })
  for (const [source, name] of [
    ['electron/main.ts', 'main.js'],
    ['electron/host/node/start-node-host.ts', NODE_HOST],
  ] as const)
    await bundle({
      ...COMMON,
      entryPoints: [source],
      outfile: path.join(out, 'electron', name),
      format: 'esm',
      // `ws` is CommonJS and asks for Node's modules by require, which an ES module does not have.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    })
}

/** The database's thread as the text `core/db/program-files.ts` starts, and what it hands over: migrations and native parts. */
async function buildDatabase(out: string): Promise<void> {
  const { build: bundle } = await import('esbuild')
  const folder = path.join(out, 'electron')
  await bundle({
    ...COMMON,
    entryPoints: ['electron/core/db/worker.ts'],
    outfile: path.join(folder, 'db-worker.cjs'),
    format: 'cjs',
  })
  await cp(path.join(ROOT, 'electron/core/db/migrations'), path.join(folder, 'migrations'), { recursive: true })
  for (const name of NATIVE_PARTS) {
    await cp(path.join(ROOT, 'node_modules/better-sqlite3/prebuilds', name), path.join(folder, 'sqlite', name))
  }
}

async function buildRenderer(out: string): Promise<void> {
  const { build: buildWithVite } = await import('vite')
  await buildWithVite({
    configFile: path.join(ROOT, 'renderer/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: path.join(out, 'renderer'), emptyOutDir: true },
  })
}

/** Everything, from an empty folder. Throws what the tools say. */
export async function buildAll(out = OUT): Promise<void> {
  await rm(out, { recursive: true, force: true })
  await buildRenderer(out)
  await buildElectron(out)
  await buildDatabase(out)
  await writeFile(path.join(out, STAMP), `${new Date().toISOString()}\n`)
}

/** True when the build is missing or older than the newest source. */
export function isStale(): boolean {
  const built = statSync(path.join(OUT, STAMP), { throwIfNoEntry: false })?.mtimeMs
  if (built === undefined || !existsSync(path.join(OUT_RENDERER, 'index.html'))) return true
  return globSync(SOURCES, { cwd: ROOT }).some((file) => statSync(path.join(ROOT, file)).mtimeMs > built)
}

/** Builds when there is need; `say` gets one line before. */
export async function ensureBuilt(say: (text: string) => void): Promise<void> {
  if (!isStale()) return
  say('Building the client, some seconds …')
  await buildInOwnProcess()
}

/** The host under Node out of the build, which is up in half the time of its sources. `ensureBuilt` first. */
export async function builtNodeHost(): Promise<NodeHost> {
  const url = pathToFileURL(path.join(OUT, 'electron', NODE_HOST))
  return (await import(url.href)) as NodeHost
}

/** The bundlers take hundreds of megabytes: they go with their process, and the client that runs for weeks starts small. */
function buildInOwnProcess(): Promise<void> {
  const child = spawn(process.execPath, [import.meta.filename], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] })
  const errors: string[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(String(chunk)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The build failed.\n${errors.join('')}`))))
  })
}

if (import.meta.main) {
  try {
    await buildAll()
    process.stdout.write('Built into out/.\n')
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
