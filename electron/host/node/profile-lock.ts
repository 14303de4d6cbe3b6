/**
 * One core per profile: two would write the same files and close each other's streams. Held by a name of the system
 * that ends with the process, so a crash or kill leaves nothing behind that somebody would have to delete.
 */
import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

// The one before may still be closing its streams.
const PATIENCE_MS = 6000
const RETRY_MS = 100

/** Returns the function that gives the profile free. Throws a sentence for the operator when another process has it. */
export async function lockProfile(folder: string, patienceMs = PATIENCE_MS): Promise<() => Promise<void>> {
  const name = lockName(await realpath(folder))
  if (name === undefined) return () => Promise.resolve()
  const deadline = performance.now() + patienceMs
  for (;;) {
    const release = await tryListen(name)
    if (release) return release
    if (performance.now() >= deadline) throw new Error(`Another Watchpost already runs with the profile ${folder}.`)
    await wait(RETRY_MS)
  }
}

/** Undefined on systems we do not ship for: their names would stay after a crash. */
function lockName(folder: string): string | undefined {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 32)
  if (process.platform === 'linux') return `\0watchpost-${hash}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\watchpost-${hash}`
  return undefined
}

function tryListen(name: string): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(name, () => {
      server.unref()
      resolve(() => new Promise((released) => server.close(() => released())))
    })
  })
}
