/** A picture as a file: the camera's own, as large as it is, turned as it is shown; under it a strip that says what it is. */

export interface TakenPicture {
  /** PNG. */
  readonly blob: Blob
  /** When the picture was new, epoch ms of the platform. */
  readonly takenAt: number
}

export interface Caption {
  readonly device: string
  readonly channel: string
  /** Date and time to the millisecond, with the zone. */
  readonly time: string
  readonly platform: string
}

/** Quarter turns to the right. */
export type Turns = 0 | 1 | 2 | 3

/** Of the width of the picture; words of a small one must still be read. */
const STRIP_SHARE = 0.045
const STRIP_LEAST = 20

/** Undefined when there is no picture yet. Throws where the browser cannot make one. */
export async function pictureFile(
  source: HTMLVideoElement | HTMLCanvasElement,
  turns: Turns,
  caption: Caption,
): Promise<Blob | undefined> {
  const [across, down] =
    source instanceof HTMLVideoElement ? [source.videoWidth, source.videoHeight] : [source.width, source.height]
  if (across === 0 || down === 0) return undefined
  const [width, height] = turns % 2 === 0 ? [across, down] : [down, across]
  const strip = Math.max(STRIP_LEAST, Math.round(width * STRIP_SHARE))
  const canvas = new OffscreenCanvas(width, height + strip)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.save()
  context.translate(width / 2, height / 2)
  context.rotate((turns * Math.PI) / 2)
  context.drawImage(source, -across / 2, -down / 2)
  context.restore()
  writeStrip(context, caption, width, height, strip)
  return await canvas.convertToBlob({ type: 'image/png' })
}

/** Black on white, whatever the theme: it is read on paper too. Nothing of the picture is covered. */
function writeStrip(
  context: OffscreenCanvasRenderingContext2D,
  { device, channel, time, platform }: Caption,
  width: number,
  top: number,
  height: number,
): void {
  context.fillStyle = '#fff'
  context.fillRect(0, top, width, height)
  context.fillStyle = '#000'
  context.textBaseline = 'middle'
  context.font = `${Math.round(height * 0.6)}px system-ui, sans-serif`
  const [middle, edge] = [top + height / 2, Math.round(height * 0.35)]
  const timeWidth = context.measureText(time).width
  context.fillText(time, width - edge - timeWidth, middle)
  const room = width - 3 * edge - timeWidth
  if (room > 0) context.fillText(fitting(context, `${device} · ${channel} · ${platform}`, room), edge, middle)
}

function fitting(context: OffscreenCanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text
  const letters = [...text]
  while (letters.length > 0 && context.measureText(`${letters.join('')}…`).width > room) letters.pop()
  return `${letters.join('')}…`
}
