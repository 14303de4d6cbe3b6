/** Keeps pictures and recordings of panes; what becomes of it is told at the edge of the window. */
import { useMessage } from 'naive-ui'
import { useI18n } from 'vue-i18n'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { useReported } from '../../ui/use-reported.ts'
import { momentText } from '../../ui/time.ts'
import { useSessionStore } from '../session/store.ts'
import { useSitesStore } from '../sites/store.ts'
import { pictureFile, type Turns } from './picture-file.ts'
import { useCapturesStore } from './store.ts'

export interface CapturedPane {
  readonly channel: ChannelRef
  readonly device: string
  readonly channelName: string
}

export function useCaptures() {
  const { t } = useI18n()
  const message = useMessage()
  const reported = useReported()
  const session = useSessionStore()
  const sites = useSitesStore()
  const store = useCapturesStore()

  const titleOf = ({ device, channelName }: CapturedPane): string => `${device} · ${channelName}`.slice(0, 300)

  async function picture(
    pane: CapturedPane,
    source: HTMLVideoElement | HTMLCanvasElement,
    ageMs: number,
    turns: Turns,
  ): Promise<void> {
    const takenAt = session.platformNow() - ageMs
    const { device, channelName: channel } = pane
    const platform = sites.byId(session.session.siteId)?.name ?? ''
    const making = pictureFile(source, turns, { device, channel, time: momentText(takenAt), platform })
    // Begun at once: the browser takes it only while the key or the button is fresh.
    const copied = copy(making)
    const blob = await making
    if (!blob) return void message.warning(t('captures.noPicture'))
    const { path = '' } = await store.keepPicture(pane.channel, titleOf(pane), { blob, takenAt })
    const name = path.split(/[\\/]/).at(-1) ?? ''
    message.success(t((await copied) ? 'captures.keptAndCopied' : 'captures.kept', { name }), { duration: 5000 })
  }

  return {
    /** `ageMs`: how old the picture on the screen is. */
    takePicture: (...given: Parameters<typeof picture>): void => reported(picture(...given)),
    toggleRecording(pane: CapturedPane): void {
      const running = store.recordingOf(pane.channel)
      reported(running ? store.stop(running) : store.record(pane.channel, titleOf(pane)))
    },
  }
}

/** Whether it stands in the clipboard: where the browser does not allow it the file is there all the same. */
async function copy(picture: Promise<Blob | undefined>): Promise<boolean> {
  const whole = picture.then((blob) => blob ?? Promise.reject(new Error('no picture')))
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': whole })])
    return true
  } catch {
    whole.catch(() => undefined)
    return false
  }
}
