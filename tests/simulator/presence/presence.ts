/** Who was on the platform when: a past by seed, and from the start on what really happens to devices and accounts. */
import { OnlineReason, type OnlineReasonId } from '../../../shared/platform/log.ts'
import type { Account } from '../accounts.ts'
import type { Device } from '../fleet/build.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Sessions } from '../sessions.ts'
import { accountPast } from './account-past.ts'
import { hostOf, pastStays, type Beginning } from './past.ts'
import type { Stay } from './stay.ts'

export interface Presence {
  /** Oldest first. A device that was added later has no past. */
  ofDevice(device: Device): readonly Stay[]
  ofAccount(accountId: string): readonly Stay[]
  /** Every device there ever was. */
  readonly devices: Iterable<Device>
  readonly accountIds: Iterable<string>
  /** Who goes off-line during `run` goes for this reason. */
  because<T>(reason: OnlineReasonId, run: () => T): T
}

interface Parts {
  readonly fleet: Fleet
  readonly sessions: Sessions
  readonly accounts: ReadonlyMap<string, Account>
  readonly now: () => number
  readonly seed: number
}

export function createPresence({ fleet, sessions, accounts, now, seed }: Parts): Presence {
  const startMs = now()
  const beginnings = new Map<Device, Beginning>(
    fleet.devices.map((device) => [device, { online: device.online, changedAt: device.changedAt }]),
  )
  const deviceStays = new Map<Device, Stay[]>()
  const accountStays = new Map<string, Stay[]>(
    // Who has a terminal was where it was.
    [...accounts.values()]
      .filter(({ terminals }) => terminals.length === 0)
      .map(({ id }) => [id, accountPast(id, startMs, seed)] as const),
  )
  let reasonNow: OnlineReasonId | undefined

  function staysOf(device: Device): Stay[] {
    const known = deviceStays.get(device)
    if (known) return known
    const beginning = beginnings.get(device)
    const stays = beginning ? pastStays(device, beginning, seed) : []
    if (beginning?.online) stays.push(openStay(beginning.changedAt, 'sip', hostOf(device)))
    deviceStays.set(device, stays)
    return stays
  }

  function note(stays: Stay[], online: boolean, open: () => Stay, usual: OnlineReasonId): void {
    if (online) stays.push(open())
    const last = stays.at(-1)
    if (online || !last || last.offlineMs !== undefined) return
    last.offlineMs = now()
    last.reason = reasonNow ?? usual
  }

  fleet.onChanged((device) => {
    const stays = staysOf(device)
    const isOpen = stays.at(-1)?.offlineMs === undefined && stays.length > 0
    if (isOpen === device.online) return
    note(stays, device.online, () => openStay(now(), 'sip', hostOf(device)), OnlineReason.disconnect)
  })
  sessions.onPresence((account, online, address) => {
    const stays = accountStays.get(account.id) ?? []
    accountStays.set(account.id, stays)
    note(stays, online, () => openStay(now(), 'http', address), OnlineReason.timeout)
  })

  return {
    ofDevice: staysOf,
    ofAccount: (accountId) => accountStays.get(accountId) ?? [],
    get devices() {
      return new Set([...beginnings.keys(), ...deviceStays.keys()])
    },
    get accountIds() {
      return accountStays.keys()
    },
    because(reason, run) {
      const before = reasonNow
      reasonNow = reason
      try {
        return run()
      } finally {
        reasonNow = before
      }
    },
  }
}

function openStay(onlineMs: number, protocol: Stay['protocol'], host: string): Stay {
  return { onlineMs, offlineMs: undefined, reason: OnlineReason.still, protocol, host }
}
