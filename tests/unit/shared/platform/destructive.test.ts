/** Which operations are asked about before they are sent: those that cannot be undone, or that cut somebody or something off. */
import { expect, it } from 'vitest'
import { operationsByName } from '../../../../shared/platform/index.ts'

const CUTS_OFF = [
  'blocklist.add',
  'blocklist.setMode',
  'conference.endSpeech',
  'conference.kick',
  'device.kickOut',
  'device.reboot',
  'device.upgrade',
  'dialog.close',
  'ethernet.set',
  'fence.removeDevices',
  'lowerDevice.change',
  'lowerPlatform.change',
  'monitor.closeDialog',
  'radioNetwork.set',
  'serverConfig.set',
  'upperServer.change',
  'user.change',
  'user.kick',
  'user.setPassword',
  'wifi.set',
]

/** Recordings may be overwritten or lost; what a device makes of a command nobody knows. */
const LOSES = ['device.command', 'storage.format', 'storage.set', 'storageConfig.set', 'vtdu.resetStatistics']

const isRemoval = (name: string): boolean => /\.(remove|unpin)/.test(name)

it('are those that remove, those that cut off, those that lose, and no others', () => {
  const destructive = [...operationsByName.values()].filter((operation) => operation.destructive)
  const removals = [...operationsByName.keys()].filter(isRemoval)
  expect(destructive.map(({ name }) => name).toSorted()).toEqual(
    [...removals, ...CUTS_OFF, ...LOSES].filter((name, at, all) => all.indexOf(name) === at).toSorted(),
  )
})

it('are never reads, and every DELETE is one', () => {
  for (const { name, method, destructive, idempotent } of operationsByName.values()) {
    if (method === 'DELETE') expect(destructive, name).toBe(true)
    if (destructive) expect(idempotent, name).toBe(false)
  }
})
