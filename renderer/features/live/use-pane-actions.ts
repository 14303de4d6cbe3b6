/** What an operator does with the picture of a pane: keep it, record it, turn it, talk to who is there. */
import { computed, type ComputedRef } from 'vue'
import { useCapturesStore } from '../captures/store.ts'
import { useCaptures, type CapturedPane } from '../captures/use-captures.ts'
import type { PaneController } from './pane-controller.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useIntercomStore } from '../intercom/store.ts'
import { turned } from './picture-view.ts'
import { useViewStore } from './view-store.ts'

export function usePaneActions(
  pane: () => PaneController,
  names: ComputedRef<{ device: string; channel: string } | undefined>,
) {
  const captures = useCaptures()
  const store = useCapturesStore()
  const views = useViewStore()
  const intercom = useIntercomStore()
  const fleet = useFleetStore()

  const channel = computed(() => pane().channel.value)
  const pictureView = computed(() => views.of(channel.value))
  const captured = (): CapturedPane | undefined =>
    channel.value && names.value
      ? { channel: channel.value, device: names.value.device, channelName: names.value.channel }
      : undefined

  return {
    pictureView,
    /** The one that runs, of whatever window. */
    recording: computed(() => store.recordingOf(channel.value)),
    takePicture(): void {
      const [screen, subject, ageMs] = [pane().screen.value, captured(), pane().pictureAgeMs()]
      if (screen && subject) captures.takePicture(subject, screen.picture(), ageMs ?? 0, pictureView.value.turns)
    },
    toggleRecording(): void {
      const subject = captured()
      if (subject) captures.toggleRecording(subject)
    },
    /** Whether its device can be talked to. */
    canTalk: computed((): boolean => {
      void fleet.tick
      return channel.value !== undefined && intercom.canTalk(channel.value)
    }),
    /** Where it cannot be, the line says so. */
    talk: (): void => void (channel.value && intercom.start(channel.value)),
    turn: (): void => void (channel.value && views.set(channel.value, turned(pictureView.value))),
    toggleFill(): void {
      if (channel.value) views.set(channel.value, { ...pictureView.value, fills: !pictureView.value.fills })
    },
  }
}
