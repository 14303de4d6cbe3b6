/** Firmware that lies ready on the platform: one newer version for each product. */
import { FileType, RecordReason } from '../../../shared/platform/record-file.ts'
import { KINDS } from '../fleet/kinds.ts'
import { createRandom, hashText } from '../random.ts'
import type { StoredFile } from '../recordings/stored-file.ts'

const SIZE = 48 * 1024
const DAY_S = 86_400

/** Devices run 2.x and 1.x versions below this. */
const VERSION = '2.9.0'

/** Seconds since 1970 at the start of the simulator. */
export function firmwareFiles(startS: number): StoredFile[] {
  const products = [...new Set(KINDS.map(({ product }) => product))]
  return products.map((product, index) => {
    const storedS = startS - (products.length - index) * DAY_S
    const name = `${product}_${VERSION}.bin`
    return {
      fileId: `NRU_1-F-${product}`,
      device: undefined,
      channel: 0,
      type: FileType.firmware,
      reason: RecordReason.upload,
      beginS: storedS,
      endS: storedS,
      insertS: storedS,
      name,
      path: `/firmware/${name}`,
      content: { kind: 'given', bytes: image(name), contentType: 'application/octet-stream' },
      userId: 'admin',
      lat: undefined,
      lng: undefined,
      desc1: product,
      desc2: VERSION,
      mark: false,
      isGrowing: false,
    }
  })
}

/** The product a firmware file is for, and its version, by its name. */
export function firmwareNamed(name: string): { product: string; version: string } | undefined {
  const parts = /^(.+)_(\d+\.\d+\.\d+)\.bin$/.exec(name)
  return parts?.[1] && parts[2] ? { product: parts[1], version: parts[2] } : undefined
}

function image(name: string): Uint8Array {
  const random = createRandom(hashText(name))
  const bytes = Buffer.alloc(SIZE)
  for (let at = 0; at < SIZE; at += 4) bytes.writeUInt32LE(random.between(0, 0xffffffff), at)
  bytes.write(`FIRMWARE ${name}\n`, 'latin1')
  return bytes
}
