import type { RunningNodeHost } from './start-node-host.ts'

/**
 * Keeps the program up until the operator ends it (SIGINT, SIGTERM, SIGHUP) or closes its window, then leaves cleanly.
 * A second signal ends it at once. A promise nobody waited for is logged: alone it would end the process and leave every
 * dialog open at the platform.
 */
export async function runUntilSignal(host: RunningNodeHost): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  process.on('unhandledRejection', (reason) =>
    host.log('error', reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
  )
  await new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve())
    void host.windowEnded?.then((how) => {
      if (how === 'closed') resolve()
      else
        process.stderr.write(
          `The browser could not open a window. Open this address in another one: ${host.mintUrl()}\n`,
        )
    })
  })
  await host.close()
}
