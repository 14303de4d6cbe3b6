import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { findHeadlessShell } from './support/headless-shell.ts'

const root = new URL('..', import.meta.url).pathname

/** Most of these tests wait for a socket or another process most of the time; by itself Vitest leaves a core unused. */
const WORKERS = Math.max(2, Math.ceil(availableParallelism() * 1.5))

const shell = findHeadlessShell()

const IN_BROWSER = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  ...(shell ? { env: { WATCHPOST_TEST_BROWSER: shell } } : {}),
}

export default defineConfig({
  root,
  plugins: [vue()],
  test: {
    // As every script of the project starts: the threads of the core run from sources in tests too.
    execArgv: ['--import', new URL('../electron/node-guard.js', import.meta.url).href],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 20_000, maxWorkers: WORKERS },
      },
      {
        extends: true,
        test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 30_000, maxWorkers: WORKERS },
      },
      {
        extends: true,
        test: {
          ...IN_BROWSER,
          name: 'e2e',
          include: ['tests/e2e/*.spec.ts'],
          // They wait for the client, the platform and each other more than they compute.
          maxWorkers: Math.max(2, availableParallelism()),
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...IN_BROWSER,
          name: 'e2e-media',
          include: ['tests/e2e/media/*.spec.ts'],
          // Pictures and sounds as they come, on two cores: one browser at a time.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
