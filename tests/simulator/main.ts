/** The simulator on the command line: prints where it listens and runs until SIGTERM or SIGINT. */
import { parseCommandLine } from './options.ts'
import { startSimulator, type Simulator } from './simulator.ts'

function describe(simulator: Simulator): string {
  const accounts = simulator.accounts.map((entry) => `  ${entry.username} / ${entry.password}`).join('\n')
  return `The platform simulator listens on ${simulator.url}\nAccounts:\n${accounts}\nControl: ${simulator.controlUrl}\n`
}

function firstLine(simulator: Simulator): string {
  return `${JSON.stringify({ url: simulator.url, accounts: simulator.accounts, control: simulator.controlUrl })}\n`
}

try {
  const { options, json } = parseCommandLine(process.argv.slice(2))
  const simulator = await startSimulator(options)
  process.stdout.write(json ? firstLine(simulator) : describe(simulator))
  const end = () => void simulator.close().then(() => process.exit(0))
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
