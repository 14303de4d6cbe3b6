import type { Off } from '../../../shared/disposables.ts'
import { followOwnVoice } from './own-voice.ts'
import type { TalkLine } from './talk-line.ts'
import type { TalkMode } from './talk-modes.ts'

/**
 * By a held key the device is not heard at all meanwhile, and all else is lower. Over an open line both are lower only while
 * the own voice is heard: who listens hears all. `duck` lowers all else.
 */
export function duckWhileTalking(line: TalkLine, mode: TalkMode, duck: () => Off): Off {
  let off: Off = () => undefined
  function set(isVoice: boolean): void {
    off()
    line.setDucking(isVoice ? (mode === 'held' ? 'silent' : 'low') : 'none')
    off = isVoice ? duck() : () => undefined
  }
  if (mode === 'held') set(true)
  const unfollow = mode === 'held' ? () => undefined : followOwnVoice(line.speaking, set)
  return () => {
    unfollow()
    set(false)
  }
}
