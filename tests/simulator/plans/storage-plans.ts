/** Plans of the storage service and what carries them out. */
import type { Clock } from '../clock.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Recordings } from '../recordings/recordings.ts'
import { startDownloads, type Downloads } from './downloads.ts'
import { createPlans, layDownPlans, type Plans } from './plans.ts'
import { createRecordLog, type RecordLog } from './record-log.ts'
import { startRecorder, type Recorder } from './recorder.ts'

export interface StoragePlans {
  readonly plans: Plans
  readonly recordLog: RecordLog
  readonly recorder: Recorder
  readonly downloads: Downloads
}

export function createStoragePlans(parts: {
  readonly fleet: Fleet
  readonly clock: Clock
  readonly recordings: Recordings
}): StoragePlans {
  const plans = createPlans()
  const recordLog = createRecordLog()
  layDownPlans(plans, parts.fleet, parts.clock.now())
  const recorder = startRecorder({ ...parts, plans, log: recordLog })
  const downloads = startDownloads({ ...parts, plans })
  parts.fleet.onRemoved((device) => {
    const planned = [...plans.record.values(), ...plans.download.values()].filter((plan) => plan.devices.delete(device))
    downloads.files.forget(device)
    if (planned.length > 0) plans.changed()
  })
  return { plans, recordLog, recorder, downloads }
}
