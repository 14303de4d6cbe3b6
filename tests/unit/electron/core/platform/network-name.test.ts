import { expect, it } from 'vitest'
import { networkName } from '../../../../../electron/core/platform/network-name.ts'

const INTERFACES = {
  lo: [{ address: '127.0.0.1', netmask: '255.0.0.0' }],
  eth0: [
    { address: '10.1.2.77', netmask: '255.255.254.0' },
    { address: '2001:db8::5:6', netmask: 'ffff:ffff:ffff:ffff::' },
  ],
  down: undefined,
}

it.each([
  ['10.1.2.77', '10.1.2.0'],
  ['::ffff:10.1.2.77', '10.1.2.0'],
  ['127.0.0.1', '127.0.0.0'],
  ['2001:db8::5:6', '2001:db8:0:0'],
  ['172.16.9.9', '172.16.9.9'],
])('the network of %s is %s', (address, name) => {
  expect(networkName(address, INTERFACES)).toBe(name)
})
