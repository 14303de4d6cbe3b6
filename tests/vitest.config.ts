import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const root = new URL('..', import.meta.url).pathname

/** Most of these tests wait for a socket or another process most of the time; by itself Vitest leaves a core unused. */
const WORKERS = Math.max(2, Math.ceil(availableParallelism() * 1.5))

/** Specs that look at moving pictures, sound or the pace of a page. On two cores two of them would disturb each other. */
const PACED = [
  ...['alarm-sound', 'bvrtc', 'captures', 'demo', 'governor', 'hostile-platform', 'layouts', 'leases', 'live', 'pane'],
  ...['pane-leaks', 'picture-age', 'picture-loss', 'ptz', 'ptz-controller', 'replay', 'sos', 'start', 'still-first'],
  'vendor-player',
].map((name) => `tests/e2e/${name}.spec.ts`)

const END_TO_END = { testTimeout: 120_000, hookTimeout: 120_000 }

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
          name: 'e2e',
          include: ['tests/e2e/**/*.spec.ts'],
          exclude: PACED,
          ...END_TO_END,
          // A desk waits for its page, and its page for the platform: one alone leaves half of two cores unused.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-paced',
          include: PACED,
          ...END_TO_END,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
