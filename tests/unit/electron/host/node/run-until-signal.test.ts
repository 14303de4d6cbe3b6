import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, it } from 'vitest'

const MODULE = path.join(import.meta.dirname, '../../../../../electron/host/node/run-until-signal.ts')

const PROGRAM = `
import { runUntilSignal } from ${JSON.stringify(MODULE)}
const running = runUntilSignal({
  log: (level, text) => console.log(level, text.split('\\n')[0]),
  close: async () => console.log('closed'),
})
Promise.reject(new Error('nobody waited'))
// In the program the server keeps the process up.
const alive = setInterval(() => undefined, 1000)
setImmediate(() => process.kill(process.pid, 'SIGTERM'))
await running
clearInterval(alive)
`

it('logs a promise nobody waited for, goes on, and leaves cleanly when told', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = (await once(child, 'close')) as [number]
  expect({ code, said }).toEqual({ code: 0, said: 'error Error: nobody waited\nclosed\n' })
})
