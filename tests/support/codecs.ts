import { StreamType } from '../../shared/platform/device-encoder.ts'
import { operations } from '../../shared/platform/index.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { takeSeat } from '../unit/simulator/seat.ts'

/** What the first channel of a device sends, as an administrator sets it. */
export async function setCodecs(
  platform: Simulator,
  device: string,
  codecs: { videoCodecIndex: number; audioCodecIndex: number },
) {
  const seat = await takeSeat(platform)
  const params = { puid: device, index: 0 }
  const { data } = await seat.ask(operations.deviceEncoder.encoders, { params })
  const sending = data.find(({ type }) => type === StreamType.transport)
  if (!sending) throw new Error('nothing is sent')
  const { videoCodecAll: _codecs, imageSizeAll: _sizes, rateControlAll: _rates, ...settings } = sending
  await seat.ask(operations.deviceEncoder.setEncoders, { params, body: [{ ...settings, ...codecs }] })
}
