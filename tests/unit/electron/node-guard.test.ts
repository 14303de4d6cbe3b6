import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'

const GUARD = path.join(import.meta.dirname, '../../../electron/node-guard.js')

/** Runs a script behind the guard under a Node that calls itself `version`. */
function runUnder(version: string) {
  const claim = `Object.defineProperty(process, 'version', { value: 'v${version}' });
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
  return spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(claim)}`, '--import', GUARD, '-e', 'console.log("ran")'],
    { encoding: 'utf8' },
  )
}

it('an older Node is refused before anything runs, with one sentence that says what to do', () => {
  const { status, stdout, stderr } = runUnder('20.19.2')
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(/^Watchpost needs Node 24 and this is v20\.19\.2: run "npm ci" .*\n$/)
})

it('the Node that is wanted runs', () => {
  expect(runUnder('24.21.0')).toMatchObject({ status: 0, stdout: 'ran\n', stderr: '' })
})
