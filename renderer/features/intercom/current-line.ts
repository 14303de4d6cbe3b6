/** The one line of a window: to whom it is, what keeps it from being, and how it ends. */
import { computed, markRaw, shallowRef } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import type { Microphone } from '../voice/microphone.ts'
import type { Outputs } from '../voice/output.ts'
import { readHalfDuplex } from './half-duplex.ts'
import type { Ending, LineState } from './line-state.ts'
import { TalkLine } from './talk-line.ts'
import { canHear, hindrance, talkTarget, type TalkSource } from './talk-target.ts'

/** `refused`: it was not even tried. */
type Current =
  { readonly target: ChannelRef; readonly line: TalkLine } | { readonly target: ChannelRef; readonly refused: Ending }

export interface CurrentLineParts {
  readonly client: WatchpostClient
  readonly sourceById: (puid: string) => TalkSource | undefined
  /** Whether what the fleet says is of now. */
  readonly isFresh: () => boolean
  readonly voice: { readonly microphone: Microphone; readonly outputs: Outputs }
}

export function createCurrentLine({ client, sourceById, isFresh, voice }: CurrentLineParts) {
  const current = shallowRef<Current>()
  const volume = shallowRef(1)
  /** As the device says; undefined until it does. */
  const isHalfDuplex = shallowRef<boolean>()
  const line = computed(() => (current.value && 'line' in current.value ? current.value.line : undefined))
  const state = computed((): LineState | undefined => {
    const now = current.value
    if (!now) return undefined
    return 'line' in now ? now.line.state.value : { phase: 'ended', why: now.refused }
  })

  function hangUp(): void {
    line.value?.end({ why: 'closed' })
  }
  function open(target: ChannelRef, source: TalkSource | undefined): void {
    const channel = source?.channels.find(({ index }) => index === target.index)
    const hears = channel === undefined || canHear(channel)
    const { microphone, outputs } = voice
    const opened = markRaw(new TalkLine(target, { client, microphone, outputs, hears, volume: volume.value }))
    current.value = { target, line: opened }
    void readHalfDuplex(client, target).then((isHalf) => {
      if (line.value === opened) isHalfDuplex.value = isHalf
    })
  }

  return {
    current,
    line,
    state,
    isHalfDuplex,
    volume,
    hangUp,
    /** The one that is open stays, when it is to the same; else it ends. */
    start(meant: ChannelRef): void {
      const source = sourceById(meant.puid)
      const target = talkTarget(meant, source) ?? meant
      if (line.value && !line.value.isOver && isSame(line.value.target, target)) return
      hangUp()
      isHalfDuplex.value = undefined
      const why = hindrance(meant, source, isFresh())
      if (why) current.value = { target, refused: { why } }
      else open(target, source)
    },
    dismiss(): void {
      hangUp()
      current.value = undefined
    },
    setVolume(next: number): void {
      volume.value = next
      line.value?.setVolume(next)
    },
  }
}

function isSame(one: ChannelRef, other: ChannelRef): boolean {
  return one.puid === other.puid && one.index === other.index
}
