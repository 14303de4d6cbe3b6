import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../../..')
/** Another build of the renderer to test than the one in `out/`. */
const RENDERER = process.env['WATCHPOST_RENDERER']

export interface ServeProcess {
  /** With its one-time token. */
  readonly url: string
  readonly pid: number
  /** Asks it to leave and waits until it has. */
  end(): Promise<void>
  /** As a power cut would. */
  kill(): Promise<void>
}

/** The client under Node, as `npm run serve` starts it. */
export async function startServe(profile: string, extra: readonly string[] = []): Promise<ServeProcess> {
  const renderer = RENDERER ? ['--renderer', RENDERER] : []
  const child = spawn(
    process.execPath,
    [
      '--import',
      './electron/node-guard.js',
      'electron/serve.ts',
      '--port',
      '0',
      '--profile',
      profile,
      '--json',
      ...renderer,
      ...extra,
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const errors: string[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(String(chunk)))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await firstLine(child, () => errors.join(''))
  const { url } = JSON.parse(line) as { url: string }
  const leave = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await gone
  }
  return { url, pid: child.pid ?? 0, end: () => leave('SIGTERM'), kill: () => leave('SIGKILL') }
}

function firstLine(child: ChildProcess, errors: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout) createInterface(child.stdout).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${errors()}`)))
  })
}
