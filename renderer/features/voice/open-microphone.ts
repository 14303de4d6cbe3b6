import { AppError } from '../../../shared/errors.ts'
import type { VoiceSettings } from './voice-settings.ts'

/** `id` empty: the system's. A device that is gone gives the system's, too. Errors: `microphone` with the browser's name as reason. */
export async function openMicrophone(id: string, settings: VoiceSettings): Promise<MediaStreamTrack> {
  const { echoCancellation, noiseSuppression, autoGainControl } = settings
  const audio: MediaTrackConstraints = {
    ...(id === '' ? {} : { deviceId: { ideal: id } }),
    ...{ echoCancellation, noiseSuppression, autoGainControl, channelCount: { ideal: 1 } },
  }
  // Only where the page came by a plain address of another machine.
  if (!navigator.mediaDevices) throw new AppError('microphone', { reason: 'NotSupportedError' })
  try {
    const [track] = (await navigator.mediaDevices.getUserMedia({ audio })).getAudioTracks()
    if (track) return track
  } catch (error) {
    throw new AppError('microphone', { reason: error instanceof Error ? error.name : String(error) })
  }
  throw new AppError('microphone', { reason: 'NotFoundError' })
}
