/**
 * Everything: types, lint, build, unit and contract tests, end-to-end tests in a real browser. One step's failure does not
 * hide the next one's. The last line counts: each test, and each of types, lint and build as one.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { electronProgram } from '../electron/electron-runtime.ts'
import { findChromium, installChromium } from '../electron/host/node/chromium.ts'
import { readReport } from './read-report.ts'
import { runCounted, type Add, type Count } from './run-counted.ts'
import { installHeadlessShell } from './support/headless-shell.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const VITEST = [path.join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '-c', 'tests/vitest.config.ts']

/** The specs that need nothing but the page, the platform and the client's own life: they run in both hosts. */
const IN_ELECTRON = ['fleet', 'media/live', 'session'].map((name) => `tests/e2e/${name}.spec.ts`)

const END_TO_END = ['--project', 'e2e', '--project', 'e2e-media']

async function everything(add: Add): Promise<void> {
  const results = await mkdtemp(path.join(tmpdir(), 'watchpost-results-'))
  try {
    // Each of the two keeps one core busy, and neither waits for anything.
    const still = ['types', 'lint'].map((name) => step(name, ['npm', 'run', '-s', name]))
    for (const count of await Promise.all(still)) add(count)
    // Before the unit tests, some of which look at a real browser; without one everything else is tested all the same.
    await chromium().catch((error: Error) => say(error.message))
    await installHeadlessShell(say)
    // Before them too: some start the client as its users do, out of the build.
    const build = await step('build', ['npm', 'run', '-s', 'build'])
    add(build)
    add(await tests('unit and contract', ['--project', 'unit', '--project', 'contract'], results))
    if (build.failed > 0) return
    add(await tests('end-to-end', END_TO_END, results))
  } finally {
    await rm(results, { recursive: true, force: true })
  }
}

async function inElectron(add: Add): Promise<void> {
  if (electronProgram() === undefined)
    throw new Error('The Electron runtime is not here: "npm start" fetches it where the network allows.')
  const results = await mkdtemp(path.join(tmpdir(), 'watchpost-results-'))
  try {
    const build = await step('build', ['npm', 'run', '-s', 'build'])
    add(build)
    const environment = { WATCHPOST_E2E_HOST: 'electron' }
    if (build.failed === 0) add(await tests('end-to-end', [...END_TO_END, ...IN_ELECTRON], results, environment))
  } finally {
    await rm(results, { recursive: true, force: true })
  }
}

async function chromium(): Promise<void> {
  if (findChromium() === undefined) await installChromium(say)
}

async function step(name: string, command: readonly string[]): Promise<Count> {
  const code = await run(name, command, {})
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, failures: [name] }
}

async function tests(
  name: string,
  options: readonly string[],
  results: string,
  environment: Record<string, string> = {},
): Promise<Count> {
  const file = path.join(results, `${name.replaceAll(' ', '-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(name, [process.execPath, ...VITEST, ...options, ...reporters], environment)
  return await readReport(file, name, code)
}

function run(name: string, command: readonly string[], environment: Record<string, string>): Promise<number> {
  const startedAt = performance.now()
  say(`\n== ${name}`)
  const [file, ...args] = command
  // npm is a script of its own on Windows and needs the shell there; the arguments are ours.
  const shell = process.platform === 'win32' && file === 'npm'
  const child = spawn(file ?? '', args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    shell,
  })
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => {
      say(`== ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
      resolve(code ?? 1)
    })
  })
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

process.exitCode = await runCounted(process.argv.includes('--electron') ? inElectron : everything, say)
