/** `npm run package`: installers for this system; `npm run package -- --dir` the unpacked program. Further arguments go to electron-builder. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { buildAll } from './build.ts'

const ROOT = path.join(import.meta.dirname, '..')

await buildAll()
const builder = spawn(
  process.execPath,
  [path.join(ROOT, 'node_modules/electron-builder/cli.js'), '--publish', 'never', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
)
builder.once('close', (code) => process.exit(code ?? 1))
