/** From the picture on screen to the small one that is kept. */
import { MOST_STILL_BYTES } from '../../../../shared/contract/ptz.ts'

const WIDTH = 160
const HEIGHT = 90
const QUALITIES = [0.75, 0.4]

/** As JPEG in base64, at most 160 × 90 pixels; undefined while there is no picture. */
export function takeStill(video: HTMLVideoElement): string | undefined {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0 || videoHeight === 0 || video.readyState < video.HAVE_CURRENT_DATA) return undefined
  const scale = Math.min(1, WIDTH / videoWidth, HEIGHT / videoHeight)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(videoWidth * scale))
  canvas.height = Math.max(1, Math.round(videoHeight * scale))
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return QUALITIES.map((quality) => canvas.toDataURL('image/jpeg', quality).split(',')[1]).find(
    (base64) => base64 !== undefined && (base64.length / 4) * 3 <= MOST_STILL_BYTES,
  )
}
