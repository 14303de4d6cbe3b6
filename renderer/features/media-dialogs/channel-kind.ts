import { ChannelRange } from '../../../shared/platform/channel.ts'

export type ChannelKind = keyof typeof ChannelRange

/** What a channel number stands for; undefined outside of all ranges. */
export function channelKind(index: number): ChannelKind | undefined {
  return (Object.keys(ChannelRange) as ChannelKind[]).find((kind) => {
    const [first, last] = ChannelRange[kind]
    return index >= first && index <= last
  })
}
