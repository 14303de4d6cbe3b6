/**
 * Carries out recording plans: starts and stops recordings on the platform as plans, their times and the devices' presence
 * want it, and notes what it does. A channel that several plans want is recorded once.
 */
import { MediaDirection } from '../../../shared/platform/channel.ts'
import { RecordEvent } from '../../../shared/platform/monitor.ts'
import { RecordReason } from '../../../shared/platform/record-file.ts'
import type { Clock } from '../clock.ts'
import type { Device } from '../fleet/build.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Recordings } from '../recordings/recordings.ts'
import { whyNotDevice, type RecordPlan } from './plan.ts'
import type { Plans } from './plans.ts'
import type { RecordLog } from './record-log.ts'
import { nextChange, whyNot } from './schedule.ts'

export interface RecorderParts {
  readonly plans: Plans
  readonly fleet: Fleet
  readonly clock: Clock
  readonly recordings: Recordings
  readonly log: RecordLog
}

/** A channel that is to be recorded. */
interface Wish {
  readonly device: Device
  readonly channel: number
  readonly plans: Set<RecordPlan>
  readonly video: boolean
  readonly audio: boolean
}

const RECORDABLE = MediaDirection.videoReceive | MediaDirection.audioReceive

/** Channels that a plan records of a device. */
export function channelsOf(device: Device, chosen: readonly number[]): number[] {
  return device.channels
    .filter(({ index, mediaDir }) => (mediaDir & RECORDABLE) !== 0 && (chosen.length === 0 || chosen.includes(index)))
    .map(({ index }) => index)
}

export interface Recorder {
  /** Somebody ended the recording of a channel: it begins again after a minute, if a plan still wants it then. */
  interrupted(device: Device, channel: number): void
}

const PAUSE_MS = 60_000

export function startRecorder(parts: RecorderParts): Recorder {
  const { plans, fleet, clock, recordings, log } = parts
  const runs = new Map<string, Wish>()
  const states = new Map<string, string>()
  /** Until when channels are left alone, epoch ms. */
  const pauses = new Map<string, number>()
  let cancel = (): unknown => undefined

  function begin(key: string, wish: Wish): void {
    const { device, channel, plans: by, video, audio } = wish
    const note = (event: (typeof RecordEvent)[keyof typeof RecordEvent], info: string) =>
      log.note(device, channel, event, info, clock.now())
    note(RecordEvent.preparing, [...by].map(({ uid }) => uid).join(', '))
    const spec = { device, channel, video, audio, reason: RecordReason.time, store: 'platform' } as const
    if (!recordings.start(spec)) return note(RecordEvent.dialogFailed, 'the channel is recorded already')
    runs.set(key, wish)
    note(RecordEvent.dialogOpened, mediaOf(video, audio))
    note(RecordEvent.started, mediaOf(video, audio))
    note(RecordEvent.fileCreated, '')
    for (const { uid } of by) log.notePlan(uid, `recording ${device.id}/${channel}`, clock.now())
  }

  function end(key: string, run: Wish, why: string): void {
    const { device, channel } = run
    // Notes the pieces that became full before this moment.
    recordings.running()
    runs.delete(key)
    recordings.stop({ device, channel, reason: RecordReason.time, store: 'platform' })
    log.note(device, channel, RecordEvent.stopped, why, clock.now())
    for (const { uid } of run.plans) log.notePlan(uid, `stopped ${device.id}/${channel}: ${why}`, clock.now())
  }

  function look(): void {
    for (const plan of plans.record.values()) tellState(plan)
    const wishes = wishesAt(parts)
    for (const [key, run] of runs) {
      const wish = wishes.get(key)
      if (!wish) end(key, run, run.device.online ? 'no plan wants it' : 'the device is off-line')
      else if (wish.video !== run.video || wish.audio !== run.audio) end(key, run, 'other media are wanted')
      else runs.set(key, wish)
    }
    for (const [key, untilMs] of pauses) if (untilMs <= clock.now()) pauses.delete(key)
    for (const [key, wish] of wishes) if (!runs.has(key) && !pauses.has(key)) begin(key, wish)
    cancel()
    const changes = [...plans.record.values()].flatMap((plan) => nextChange(plan, clock.now()) ?? [])
    const edges = [...changes, ...pauses.values()]
    cancel = edges.length > 0 ? clock.at(Math.min(...edges), look) : () => undefined
  }

  /** Notes what keeps a plan and its channels from recording, when that has changed. */
  function tellState(plan: RecordPlan): void {
    const reason = whyNot(plan, clock.now())
    if (isNew(plan.uid, reason ?? '')) log.notePlan(plan.uid, reason ?? 'the plan is at work', clock.now())
    for (const [device, chosen] of plan.devices) {
      const info = reason ?? whyNotDevice(plan, device) ?? 'all hold'
      for (const channel of channelsOf(device, chosen))
        if (isNew(`${plan.uid}/${device.id}/${channel}`, info))
          log.note(device, channel, RecordEvent.conditionsChecked, info, clock.now())
    }
  }

  function isNew(key: string, state: string): boolean {
    if (states.get(key) === state) return false
    states.set(key, state)
    return true
  }

  fleet.onChanged((device) => {
    for (const plan of plans.record.values()) {
      const chosen = plan.devices.get(device)
      const info = device.online ? 'on-line' : 'off-line'
      for (const channel of chosen ? channelsOf(device, chosen) : [])
        log.note(device, channel, RecordEvent.deviceStatus, info, clock.now())
    }
    look()
  })
  recordings.onStored(({ device, channel, reason, endS, name }) => {
    if (!device || reason !== RecordReason.time) return
    log.note(device, channel, RecordEvent.saved, name, endS * 1000)
    // Pieces before the end are noted late too, when the device may have gone.
    const goesOn = device.online || endS * 1000 < device.changedAt - 1000
    if (!runs.has(`${device.id}/${channel}`) || !goesOn) return
    log.note(device, channel, RecordEvent.split, 'the file is full', endS * 1000)
    log.note(device, channel, RecordEvent.fileCreated, '', endS * 1000)
  })
  plans.onChanged(look)
  look()
  return {
    interrupted(device, channel) {
      const key = `${device.id}/${channel}`
      const run = runs.get(key)
      if (!run) return
      pauses.set(key, clock.now() + PAUSE_MS)
      log.note(device, channel, RecordEvent.dialogEvent, 'closed by hand', clock.now())
      end(key, run, 'closed by hand')
      look()
    },
  }
}

/** What all plans together want at this moment, by `device/channel`. */
function wishesAt({ plans, clock }: RecorderParts): Map<string, Wish> {
  const wishes = new Map<string, Wish>()
  for (const plan of plans.record.values()) {
    if (whyNot(plan, clock.now())) continue
    for (const [device, chosen] of plan.devices) {
      if (whyNotDevice(plan, device)) continue
      for (const channel of channelsOf(device, chosen)) {
        const key = `${device.id}/${channel}`
        const before = wishes.get(key)
        const wants = (type: RecordPlan['types'][number]) => plan.types.length === 0 || plan.types.includes(type)
        const video = wants('video') || before?.video === true
        const audio = wants('audio') || before?.audio === true
        wishes.set(key, { device, channel, plans: new Set([...(before?.plans ?? []), plan]), video, audio })
      }
    }
  }
  return wishes
}

function mediaOf(video: boolean, audio: boolean): string {
  return [...(video ? ['video'] : []), ...(audio ? ['audio'] : [])].join(' and ')
}
