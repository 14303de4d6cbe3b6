/** Officers who are on-line say something now and then while the simulator shows life. */
import { AudienceType, MessageType, SpeakerType } from '../../../shared/platform/message-content.ts'
import { RecordReason } from '../../../shared/platform/record-file.ts'
import type { Account } from '../accounts.ts'
import type { Device } from '../fleet/build.ts'
import { createRandom, type Random } from '../random.ts'
import type { World } from '../world.ts'
import { handOn } from './file-message.ts'
import { inGroup } from './past.ts'
import { PERSONAL } from './phrases.ts'

const STEP_MS = 1000
/** Messages to comings and goings of devices. */
const SHARE_OF_CHURN = 0.2
const TO_A_DESK = 0.1
const OF_PICTURES = 0.08

/** Returns what stops it. `eventsPerSecond`: the churn of the fleet. */
export function startChatter(world: World, eventsPerSecond: number): () => void {
  if (eventsPerSecond <= 0) return () => undefined
  const random = createRandom(world.options.seed ^ 0x7a1c)
  let due = 0
  return world.clock.every(STEP_MS, () => {
    due += (eventsPerSecond * SHARE_OF_CHURN * STEP_MS) / 1000
    for (; due >= 1; due--) sayOne(world, random)
  })
}

function sayOne(world: World, random: Random): void {
  const groups = world.chatGroups.all
  const group = groups.length > 0 ? random.pick(groups) : undefined
  const speakers = group ? [...group.members.keys()].flatMap((id) => onDuty(world.accounts.get(id))) : []
  if (!group || speakers.length === 0) return
  const speaker = random.pick(speakers)
  if (random.chance(TO_A_DESK)) {
    const content = JSON.stringify({ textMsg: random.pick(PERSONAL) })
    const said = { audience: group.creator, audienceType: AudienceType.user, type: MessageType.text, content }
    world.messages.say(SpeakerType.user, speaker.id, said)
    return
  }
  const { audience, audienceType, ...said } = inGroup(group, speaker, random, world.now())
  const { type, content } = random.chance(OF_PICTURES) ? (pictureOf(world, speaker) ?? said) : said
  world.messages.say(SpeakerType.user, speaker.id, { audience, audienceType, type, content })
}

/** Takes one and sends it to the platform. */
function pictureOf({ recordings }: World, speaker: Account) {
  const terminal = terminalOf(speaker)
  if (!terminal) return undefined
  return handOn(recordings, recordings.snapshot(terminal, 0, RecordReason.upload, speaker.id))
}

function onDuty(account: Account | undefined): Account[] {
  return account && terminalOf(account) ? [account] : []
}

function terminalOf({ id, terminals }: Account): Device | undefined {
  return terminals.find(({ online, person }) => online && person?.id === id)
}
