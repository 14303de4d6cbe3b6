/** Where a Chromium is, and how to come by one where there is none. */
import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, globSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
]

/** Absolute path of a browser we can open our window in: `WATCHPOST_CHROMIUM`, the search path, the usual folders, Playwright's. */
export function findChromium(environment: Environment = process.env): string | undefined {
  const named = environment['WATCHPOST_CHROMIUM']
  if (named) return isProgram(named) ? path.resolve(named) : undefined
  return [...onSearchPath(environment), ...usualPlaces(environment), ...playwrightPlaces(environment)].find(isProgram)
}

function onSearchPath(environment: Environment): readonly string[] {
  const folders = (environment['PATH'] ?? environment['Path'] ?? '')
    .split(path.delimiter)
    .filter((name) => path.isAbsolute(name))
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name + suffix)))
}

function usualPlaces(environment: Environment): readonly string[] {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ]
  }
  if (process.platform !== 'win32') return ['/snap/bin/chromium', '/opt/google/chrome/chrome']
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => environment[name])
  const programs = [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ]
  return programs.flatMap((program) => folders.flatMap((folder) => (folder ? [path.join(folder, program)] : [])))
}

function playwrightPlaces(environment: Environment): readonly string[] {
  const caches = {
    win32: path.join(environment['LOCALAPPDATA'] ?? homedir(), 'ms-playwright'),
    darwin: path.join(homedir(), 'Library/Caches/ms-playwright'),
  }
  const standard = caches[process.platform as 'win32' | 'darwin'] ?? path.join(homedir(), '.cache/ms-playwright')
  const folder = environment['PLAYWRIGHT_BROWSERS_PATH'] || standard
  if (!existsSync(folder)) return []
  const found = globSync(
    [
      'chromium-*/chrome-linux*/chrome',
      'chromium-*/chrome-win*/chrome.exe',
      'chromium-*/chrome-mac*/*.app/Contents/MacOS/*',
    ],
    { cwd: folder },
  )
  return found
    .sort()
    .reverse()
    .map((name) => path.join(folder, name))
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

const INSTALL_BOUND_MS = 10 * 60_000

/** Installs Debian's package when this machine has apt and we may. Returns the path, or throws with one sentence that says what to do instead. */
export async function installChromium(log: (text: string) => void): Promise<string> {
  const advice = 'install Chromium, Chrome or Edge, or name one in WATCHPOST_CHROMIUM'
  log('No Chromium was found: installing the package "chromium" of this system.')
  const problem = await installPackage('chromium')
  if (problem !== undefined) throw new Error(`No Chromium was found, and ${problem}: ${advice}.`)
  const found = findChromium()
  if (found === undefined) throw new Error(`apt-get installed no Chromium we know the name of: ${advice}.`)
  return found
}

/** Of Debian and its like, as root. What stood in the way, as half a sentence; undefined when it is there. Bounded in time. */
export async function installPackage(name: string): Promise<string | undefined> {
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/var/lib/dpkg')) return 'this system has no apt-get'
  if (process.getuid?.() !== 0) return 'only root may install packages'
  const deadline = performance.now() + INSTALL_BOUND_MS
  // A stale list of one source is no reason not to try with the rest.
  await runAptGet(['update'], deadline - performance.now())
  const problem = await runAptGet(['install', '-y', '--no-install-recommends', name], deadline - performance.now())
  return problem === undefined ? undefined : `apt-get could not install ${name} (${problem})`
}

function runAptGet(args: readonly string[], boundMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn('/usr/bin/apt-get', ['-q', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'pipe'],
      // Node takes whole milliseconds only.
      timeout: Math.max(1, Math.ceil(boundMs)),
    })
    let lastWords = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-500)
    })
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => {
      if (code === 0) resolve(undefined)
      else resolve(signal ? 'it took too long' : lastWords.trim().split('\n').at(-1) || `exit code ${code}`)
    })
  })
}
