/**
 * The process of the hook, apart from the program: where there is no X display the library ends the process it runs in.
 * Arguments: the library's file, then the keys by their codes.
 */
import { createRequire } from 'node:module'
import { isGlobalCode } from './hook-codes.ts'
import { hearKeys, type HookLibrary, type HookWord } from './key-hook.ts'

const [file = '', ...codes] = process.argv.slice(2)
const say = (word: HookWord): void => process.parentPort.postMessage(word)

/** Undefined where it is not there or something it needs is missing. */
function load(): HookLibrary | undefined {
  try {
    return createRequire(file)(file) as HookLibrary
  } catch {
    return undefined
  }
}

const library = load()
if (library) hearKeys(library, codes.filter(isGlobalCode), say)
else say({ kind: 'failed', hindrance: 'missing' })
