/** What dialogs and their ends are called on this screen. Names of the fleet are those known now: ask again with each answer. */
import { useI18n } from 'vue-i18n'
import { PartyType } from '../../../shared/platform/media-stream.ts'
import { bitRateText } from '../../ui/bit-rate.ts'
import { directionWords } from '../fleet/direction-words.ts'
import { useFleetStore } from '../fleet/store.ts'
import { channelKind } from './channel-kind.ts'
import type { DialogEnd, DialogLine, Flow } from './dialog-line.ts'
import type { LineNames } from './dialog-order.ts'

/** Stands where the platform said nothing. */
export const UNKNOWN = '–'
type Named = Pick<DialogEnd, 'type' | 'id'>

const PARTIES: ReadonlySet<string> = new Set(Object.values(PartyType))
const PROTOCOLS: Readonly<Record<string, string>> = { webrtc: 'WebRTC', bvrtc: 'BVRTC', bvcsp: 'BVCSP', bvwsc: 'BVWSC' }

export function useDialogWords() {
  const { t, te, n } = useI18n()
  const fleet = useFleetStore()
  const deviceName = (puid: string): string => fleet.channelLabel({ puid, index: 0 }).device
  const userName = (id: string): string => fleet.userView.model.leaf(id)?.item.name || id

  const kind = (type: string): string => (PARTIES.has(type) ? t(`mediaDialogs.party.${type}`) : type)
  function end({ type, id }: Named): string {
    if (type === PartyType.device && id) return deviceName(id)
    if (type === PartyType.user && id) return userName(id)
    return [kind(type), id].filter((part) => part !== '').join(' ')
  }
  const protocol = (name: string | undefined): string => (name ? (PROTOCOLS[name.toLowerCase()] ?? name) : '')
  function direction(bits: number | string | undefined): string {
    if (typeof bits !== 'number') return bits ?? ''
    return directionWords(bits)
      .map((word) => t(`fleet.direction.${word}`))
      .join(' · ')
  }
  function channel({ device, channel: index }: Pick<DialogLine, 'device' | 'channel'>): string {
    if (device === undefined) return ''
    const special = channelKind(index)
    if (special && special !== 'media') return t(`mediaDialogs.channelKind.${special}`)
    return fleet.channelLabel({ puid: device, index }).channel
  }
  const status = (word: string): string => (te(`mediaDialogs.status.${word}`) ? t(`mediaDialogs.status.${word}`) : word)

  const names: LineNames = {
    device: ({ device, target }) => (device === undefined ? end(target) : deviceName(device)),
    channel,
    requester: ({ requester }) => end(requester),
    protocol: ({ requester }) => protocol(requester.protocol),
    direction: ({ requester }) => direction(requester.direction),
    status: (line) => status(line.status),
  }
  return {
    names,
    kind,
    end,
    protocol,
    direction,
    status,
    rate: (bytesPerSecond: number | undefined): string =>
      bytesPerSecond === undefined ? UNKNOWN : bitRateText(bytesPerSecond),
    /** `12 packets, 0.4 % of late`. */
    loss: ({ lostPackets, lostPercent }: Flow): string => {
      const count = lostPackets === undefined ? '' : t('mediaDialogs.lost', { count: n(lostPackets) }, lostPackets)
      const share =
        lostPercent === undefined
          ? ''
          : t('mediaDialogs.lostShare', { percent: n(lostPercent, { maximumFractionDigits: 2 }) })
      return [count, share].filter((part) => part !== '').join(' · ')
    },
  }
}
