import { expect, it } from 'vitest'
import { violation } from '../../lint/layers.ts'

it.each([
  ['shared/wire.ts', 'shared/errors.ts', false],
  ['shared/wire.ts', 'typebox', true],
  ['electron/core/core.ts', 'node:fs', true],
  ['electron/core/core.ts', 'shared/wire.ts', false],
  ['electron/main.ts', 'electron', true],
  ['renderer/main.ts', 'vue', true],
  ['renderer/features/live/store.ts', 'shared/contract/live.ts', false],
  ['tests/simulator/main.ts', 'shared/platform/define.ts', false],
  ['tests/e2e/login.spec.ts', 'electron/host/node/start-node-host.ts', false],
])('%s may import %s', (importer, target, isPackage) => {
  expect(violation(importer, target, isPackage)).toBeUndefined()
})

it.each([
  ['shared/wire.ts', 'electron/core/core.ts', false],
  ['shared/wire.ts', 'node:fs', true],
  ['shared/wire.ts', 'vue', true],
  ['electron/core/core.ts', 'electron', true],
  ['electron/core/core.ts', 'electron/host/node/host.ts', false],
  ['electron/core/core.ts', 'renderer/client.ts', false],
  ['electron/serve.ts', 'electron', true],
  ['electron/serve.ts', 'electron/host/electron/window.ts', false],
  ['electron/preload.ts', 'electron/core/core.ts', false],
  ['renderer/client.ts', 'electron/core/core.ts', false],
  ['renderer/client.ts', 'node:fs', true],
  ['renderer/client.ts', 'electron', true],
  ['renderer/client.ts', 'ws', true],
  ['tests/simulator/main.ts', 'electron/core/core.ts', false],
  ['tests/simulator/main.ts', 'shared/errors.ts', false],
])('%s may not import %s', (importer, target, isPackage) => {
  expect(violation(importer, target, isPackage)).toBeTypeOf('string')
})
