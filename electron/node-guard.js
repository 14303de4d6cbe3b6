// Loaded before every script: TypeScript runs directly only from Node 22.18 on, and Node 24 is what we test with.
import module from 'node:module'
import path from 'node:path'

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `Watchpost needs Node 24 and this is ${process.version}: run "npm ci" (without --omit=dev or --ignore-scripts) and start it through "npm run", which brings Node 24 along.\n`,
  )
  process.exit(1)
}

// Half of a start was stripping types and compiling the same files again. The folder of the project, not the system's for
// temporary files: what is run from there nobody else may write.
module.enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/node'))
