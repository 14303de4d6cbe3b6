/** What was said in the three days before the start, by seed. */
import { AudienceType, MessageType, SpeakerType } from '../../../shared/platform/message-content.ts'
import { MemberType } from '../../../shared/platform/im-group.ts'
import { FileType, RecordReason } from '../../../shared/platform/record-file.ts'
import type { Account } from '../accounts.ts'
import { positionOf } from '../fleet/position.ts'
import { placeAt } from '../fleet/positioning.ts'
import { createRandom, type Random } from '../random.ts'
import type { World } from '../world.ts'
import { handOn } from './file-message.ts'
import type { ChatGroup } from './group.ts'
import type { PastMessage } from './messages.ts'
import { FROM_DESK, PERSONAL, TO_GROUP } from './phrases.ts'

const SPAN_MS = 3 * 86_400_000
const PER_GROUP = 90
const PER_PAIR = 12
const PAIRS: readonly (readonly [string, string])[] = [
  ['admin', 'operator'],
  ['admin', 'viewer'],
  ['operator', 'newcomer'],
]

type Parts = Pick<World, 'accounts' | 'chatGroups' | 'options' | 'recordings'>

/** Oldest first. */
export function pastMessages(world: Parts, startMs: number): PastMessage[] {
  const { accounts, chatGroups, options } = world
  const random = createRandom(options.seed ^ 0xc4a7)
  const before = () => startMs - 60_000 - Math.floor(random.next() * SPAN_MS)
  const said = chatGroups.all
    .filter(({ createdAtMs }) => createdAtMs < startMs - SPAN_MS)
    .flatMap((group) => {
      const speakers = [...group.members.values()]
        .filter(({ type }) => type === MemberType.user)
        .map(({ memberId }) => accounts.get(memberId))
        .filter((account) => account !== undefined)
      return Array.from({ length: PER_GROUP }, () => inGroup(group, random.pick(speakers), random, before()))
    })
  for (const pair of PAIRS.filter((ids) => ids.every((id) => accounts.has(id))))
    for (let count = 0; count < PER_PAIR; count++) said.push(personal(pair, random, before()))
  return [...said, ...pictures(world, startMs)].sort((one, other) => one.timeMs - other.timeMs)
}

/** Pictures that terminals sent to the platform, handed on by who carries them. */
function pictures({ chatGroups, recordings }: Parts, startMs: number): PastMessage[] {
  return recordings.platformFiles().flatMap((file) => {
    const { device, insertS, type, reason } = file
    const speaker = device?.person?.id
    const timeMs = insertS * 1000
    const isSent = type === FileType.image && reason === RecordReason.upload
    if (!isSent || speaker === undefined || timeMs < startMs - SPAN_MS || timeMs > startMs) return []
    const group = chatGroups.all.find(({ members }) => members.has(speaker))
    if (!group) return []
    const to = { audienceType: AudienceType.group, audience: group.id }
    return [{ ...to, speakerType: SpeakerType.user, speaker, timeMs, ...handOn(recordings, file) }]
  })
}

/** Officers tell their place now and then, desks never. */
export function inGroup(group: ChatGroup, speaker: Account, random: Random, timeMs: number): PastMessage {
  const [terminal] = speaker.terminals
  const base = {
    speakerType: SpeakerType.user,
    speaker: speaker.id,
    audienceType: AudienceType.group,
    audience: group.id,
    timeMs,
  }
  if (!terminal) return { ...base, ...text(random.pick(FROM_DESK)) }
  if (!random.chance(0.12)) return { ...base, ...text(random.pick(TO_GROUP)) }
  const { lat, lng, height, angle, speed } = positionOf(terminal, placeAt(terminal, timeMs))
  const content = { lat, lng, height, angle, speed, starCount: random.between(5, 12) }
  return { ...base, type: MessageType.position, content: JSON.stringify(content) }
}

function personal(pair: readonly [string, string], random: Random, timeMs: number): PastMessage {
  const [speaker, audience] = random.chance(0.5) ? pair : [pair[1], pair[0]]
  const type = { speakerType: SpeakerType.user, audienceType: AudienceType.user }
  return { ...type, speaker, audience, timeMs, ...text(random.pick(PERSONAL)) }
}

function text(textMsg: string) {
  return { type: MessageType.text, content: JSON.stringify({ textMsg }) }
}
