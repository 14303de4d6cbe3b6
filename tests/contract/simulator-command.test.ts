/** The simulator as a program of its own: what scripts start and read. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { connectControl } from '../simulator/control/client.ts'
import { openDesk } from '../support/desk.ts'

const ROOT = path.join(import.meta.dirname, '../..')

/** As `npm run simulator -- …` starts it. */
function start(...options: readonly string[]): ChildProcess {
  const args = ['--import', './electron/node-guard.js', 'tests/simulator/main.ts', ...options]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

it('prints where it is and who may come in as its first line, is that platform, and leaves when told', async () => {
  const child = start('--port', '0', '--devices', '30', '--seed', '5', '--json')
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  const first = JSON.parse(line) as { url: string; accounts: { username: string; password: string }[]; control: string }
  expect(Object.keys(first)).toEqual(['url', 'accounts', 'control'])
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(first.accounts[0]).toEqual({ username: 'admin', password: '123456' })

  const desk = await openDesk()
  const site = await desk.site(first.url)
  for (const { username, password } of first.accounts.slice(0, 2)) {
    expect((await desk.signIn(site, username, password)).username).toBe(username)
  }
  const control = connectControl(first.control)
  expect((await control.fleet({})).deviceCount).toBe(30)
  await expect(control.setOnline({ device: 'nobody', online: true })).rejects.toThrow('setOnline')
  await desk.client.session.signOut({})

  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('says in one sentence what it does not understand', async () => {
  const child = start('--devices', 'many')
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = (await once(child, 'close')) as [number]
  expect({ code, said }).toEqual({ code: 1, said: '--devices wants a number of at least 0, not "many"\n' })
})
