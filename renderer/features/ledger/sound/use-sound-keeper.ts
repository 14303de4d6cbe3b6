/** In every window: what it hears of speeches goes to the core while that wants it. */
import { watch } from 'vue'
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import type { ConferenceSound } from '../../conferences/sound/conference-sound.ts'
import { SoundKeeper } from './sound-keeper.ts'
import { useSoundKeepingStore } from './store.ts'

export function useSoundKeeper(client: WatchpostClient, sound: ConferenceSound, context: () => AudioContext): void {
  const keeping = useSoundKeepingStore()
  const keeper = new SoundKeeper({
    context,
    handOver: (speech, packets, isLast) => client.ledger.takeSound({ speech, packets, isLast }),
    heard: (groupId) => sound.strip(groupId)?.input,
    voice: (groupId) => sound.voice(groupId),
  })
  client.on('ledger.speechBegan', (speech) => keeper.begin(speech))
  client.on('ledger.speechEnded', ({ speech }) => keeper.end(speech))
  // Of browsers that cannot code Opus there is no sound, and of those alone.
  const canCode = typeof AudioEncoder !== 'undefined'
  watch(
    () => (keeping.state.isOn && canCode ? [...sound.states.keys()] : []),
    (groupIds, before) => {
      keeper.follow(groupIds)
      // Those that go on since before this window was there.
      if (groupIds.length > 0 && before?.length === 0)
        client.ledger.speeches({}).then(
          (speeches) => speeches.forEach((speech) => keeper.begin(speech)),
          () => undefined,
        )
    },
    { immediate: true },
  )
}
