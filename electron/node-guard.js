// Loaded before every script: TypeScript runs directly only from Node 22.18 on, and Node 24 is what we test with.
import module from 'node:module'
import path from 'node:path'
import v8 from 'node:v8'

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `Watchpost needs Node 24 and this is ${process.version}: run "npm ci" (without --omit=dev or --ignore-scripts) and start it through "npm run", which brings Node 24 along.\n`,
  )
  process.exit(1)
}

// Half of a start was stripping types and compiling the same files again. The folder of the project, not the system's for
// temporary files: what is run from there nobody else may write.
module.enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/node'))

// Types are stripped by WebAssembly, here and in each thread. V8 frees code of another thread's module when it replaces a
// call from WebAssembly to JavaScript by a faster one (Runtime_TierUpWasmToJSWrapper in the stack of the crash), and the
// process dies. It never gets as far as replacing one. The packaged program has no types to strip.
v8.setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000')
