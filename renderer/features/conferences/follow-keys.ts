/** What the core tells of keys that are heard everywhere. */
import { shallowRef } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { GlobalCode, KeysState } from '../../../shared/contract/keys.ts'

export interface SeenKey {
  readonly code: GlobalCode
  /** Epoch ms. */
  readonly at: number
  readonly way: KeysState['way']
}

export function followKeys(client: Pick<WatchpostClient, 'keys' | 'on' | 'onClose'>) {
  const keys = shallowRef<KeysState>({ phase: 'off', codes: [], refused: [] })
  /** The last one that came: that any does is not known before. */
  const seenKey = shallowRef<SeenKey>()
  const follow = (state: KeysState): void => void (keys.value = state)
  client.on('keys.stateChanged', follow)
  client.on('keys.down', ({ code }) => (seenKey.value = { code, at: Date.now(), way: keys.value.way }))
  client.onClose(() => follow({ phase: 'off', codes: [], refused: [] }))
  void client.keys.state({}).then(follow, () => undefined)
  return { keys, seenKey }
}
